import GRDB

/// One user's rows of `play` around a batch of plays.
///
/// A history file has about 16,000 plays: one read of the time they span is cheaper than a query for each.
struct PlayRows {
    let database: Database
    let userID: Int64
    /// The time span that was read ahead: ``window`` has every row in it for its tracks.
    private let stretch: ClosedRange<Int64>
    private var window: [String: [Stored]] = [:]

    /// Reads nothing ahead.
    init(_ database: Database, userID: Int64) {
        self.database = database
        self.userID = userID
        stretch = 0...0
    }

    /// Reads ahead the rows that these plays can affect.
    init(_ database: Database, userID: Int64, around plays: [TrackPlay]) throws {
        self.database = database
        self.userID = userID
        let ends = plays.map(\.play.playedAt.milliseconds)
        // Chains of close ends of one track are usually short; a longer one is read again when it is met.
        let margin = 20 * PlayMatcher.tolerance
        stretch = (ends.min() ?? 0) - margin...(ends.max() ?? 0) + margin
        for entry in plays { window[entry.play.trackID] = [] }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(Self.columns), trackID FROM play WHERE userID = ? AND playedAt BETWEEN ? AND ? ORDER BY playedAt
                """)
        let cursor = try Row.fetchCursor(statement, arguments: [userID, stretch.lowerBound, stretch.upperBound])
        while let row = try cursor.next() {
            let trackID: String = row[7]
            window[trackID]?.append(Stored(row: row))
        }
    }

    /// How the rows changed when a play was added.
    struct Change {
        var isNew = false
        var isMerged = false
        /// Whether a row was added, deleted, or got another listened time: anything that a page could show.
        var isShown = false
        /// Keys where a row was added, deleted or replaced.
        var keys: [PlayKey] = []
    }

    /// Adds a play, and pairs it and its neighbours of the same track again.
    mutating func add(_ play: Play, lengthMs: Int64?) throws -> Change {
        let rows = try cluster(around: play.playedAt.milliseconds, trackID: play.trackID)
        guard !rows.isEmpty else { return try insertAlone(KnownPlay(play, lengthMs: lengthMs), trackID: play.trackID) }
        var offers = rows.compactMap(\.known.offer)
        var entries = rows.compactMap(\.known.history)
        let new = KnownPlay(play, lengthMs: lengthMs)
        if let offer = new.offer {
            if let index = offers.firstIndex(where: { $0.at == offer.at }) {
                offers[index] = offers[index].united(with: offer)
            } else {
                offers.append(offer)
            }
        }
        if let entry = new.history {
            if let index = entries.firstIndex(where: { $0.at == entry.at }) {
                entries[index].listenedMs = max(entries[index].listenedMs, entry.listenedMs)
            } else {
                entries.append(entry)
            }
        }
        return try replace(rows, by: PlayMatcher.matched(offers: offers, entries: entries), trackID: play.trackID)
    }

    // MARK: - Rows of one track

    private struct Stored {
        var known: KnownPlay
        var listenedMs: Int64
        var first: Int64 { min(known.playedAt, known.history?.at ?? known.playedAt) }
        var last: Int64 { max(known.playedAt, known.history?.at ?? known.playedAt) }

        init(known: KnownPlay, listenedMs: Int64) {
            self.known = known
            self.listenedMs = listenedMs
        }

        /// From a row that begins with ``PlayRows/columns``.
        init(row: Row) {
            listenedMs = row[1]
            let offer = KnownPlay.Offer(at: row[0], contextType: row[2], lengthMs: row[3])
            // Rows of account data are matched after these, by name.
            let exportedAt: Int64? = row[6] ? nil : row[5]
            let entry = exportedAt.map { [listenedMs] in KnownPlay.HistoryEntry(at: $0, listenedMs: listenedMs) }
            known = KnownPlay(offer: row[4] ? offer : nil, history: entry)
        }
    }

    private static let columns = "playedAt, listenedMs, contextType, lengthMs, isOffered, exportedAt, isByAccount"

    /// The rows of a track that a play at this moment can affect: those within the tolerance of it, those within the
    /// tolerance of these, and so on.
    private func cluster(around moment: Int64, trackID: String) throws -> [Stored] {
        // A row's two ends are at most one tolerance apart, so each is found from the other.
        let reach = 2 * PlayMatcher.tolerance
        var (first, last) = (moment, moment)
        while true {
            let near = try stored(from: first - reach, to: last + reach, trackID: trackID).filter {
                $0.last >= first - PlayMatcher.tolerance && $0.first <= last + PlayMatcher.tolerance
            }
            let newFirst = near.reduce(first) { min($0, $1.first) }
            let newLast = near.reduce(last) { max($0, $1.last) }
            if (newFirst, newLast) == (first, last) { return near }
            (first, last) = (newFirst, newLast)
        }
    }

    private func stored(from: Int64, to: Int64, trackID: String) throws -> [Stored] {
        if let rows = window[trackID], stretch.contains(from), stretch.contains(to) {
            let start = rows.partitioningIndex { $0.known.playedAt >= from }
            return Array(rows[start...].prefix { $0.known.playedAt <= to })
        }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(Self.columns) FROM play
                WHERE userID = ? AND playedAt BETWEEN ? AND ? AND +trackID = ? ORDER BY playedAt
                """)
        return try Array(
            Row.fetchCursor(statement, arguments: [userID, from, to, trackID]).map(Stored.init(row:)))
    }

    /// Keeps the rows that were read ahead in line with the store.
    private mutating func keep(_ stored: Stored, trackID: String) {
        guard stretch.contains(stored.known.playedAt), let place = window.index(forKey: trackID) else { return }
        let index = window.values[place].partitioningIndex { $0.known.playedAt >= stored.known.playedAt }
        if index < window.values[place].count, window.values[place][index].known.playedAt == stored.known.playedAt {
            window.values[place][index] = stored
        } else {
            window.values[place].insert(stored, at: index)
        }
    }

    private mutating func forget(_ key: PlayKey) {
        window[key.trackID]?.removeAll { $0.known.playedAt == key.playedAt }
    }

    /// Adds a play that no stored row can be paired with, as are nearly all of a history file.
    private mutating func insertAlone(_ play: KnownPlay, trackID: String) throws -> Change {
        let key = PlayKey(playedAt: play.playedAt, trackID: trackID)
        let listenedMs = play.history?.listenedMs ?? 0
        try insert(play, at: key, listenedMs: listenedMs)
        keep(Stored(known: play, listenedMs: listenedMs), trackID: trackID)
        return Change(isNew: true, isShown: true, keys: [key])
    }

    private mutating func replace(_ old: [Stored], by new: [KnownPlay], trackID: String) throws -> Change {
        var change = Change()
        change.isNew = new.count > old.count
        change.isMerged = new.count { $0.isBoth } > old.count { $0.known.isBoth }
        var oldByTime: [Int64: Stored] = [:]
        for row in old { oldByTime[row.known.playedAt] = row }
        for play in new {
            let key = PlayKey(playedAt: play.playedAt, trackID: trackID)
            guard let row = oldByTime.removeValue(forKey: play.playedAt) else {
                change.keys += try insertAlone(play, trackID: trackID).keys
                change.isShown = true
                continue
            }
            guard row.known != play else { continue }
            // An API play is measured once all plays are in place; until then it keeps its listened time.
            let listenedMs = play.history?.listenedMs ?? row.listenedMs
            try update(play, at: key, listenedMs: listenedMs)
            keep(Stored(known: play, listenedMs: listenedMs), trackID: trackID)
            change.keys.append(key)
            change.isShown = change.isShown || listenedMs != row.listenedMs
        }
        for playedAt in oldByTime.keys.sorted() {
            let key = PlayKey(playedAt: playedAt, trackID: trackID)
            try database.cachedStatement(sql: "DELETE FROM play WHERE userID = ? AND playedAt = ? AND trackID = ?")
                .execute(arguments: [userID, key.playedAt, key.trackID])
            forget(key)
            change.keys.append(key)
            change.isShown = true
        }
        return change
    }

    private func insert(_ play: KnownPlay, at key: PlayKey, listenedMs: Int64) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO play (userID, playedAt, trackID, listenedMs, source, contextType, lengthMs, isOffered,
                    exportedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            userID, key.playedAt, key.trackID, listenedMs, play.source.rawValue, play.offer?.contextType,
            play.offer?.lengthMs, play.offer != nil, play.history?.at,
        ])
    }

    private func update(_ play: KnownPlay, at key: PlayKey, listenedMs: Int64) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE play SET listenedMs = ?, source = ?, contextType = ?, lengthMs = ?, isOffered = ?, exportedAt = ?,
                    isByAccount = 0
                WHERE userID = ? AND playedAt = ? AND trackID = ?
                """)
        try statement.execute(arguments: [
            listenedMs, play.source.rawValue, play.offer?.contextType, play.offer?.lengthMs, play.offer != nil,
            play.history?.at, userID, key.playedAt, key.trackID,
        ])
    }
}

extension KnownPlay {
    /// What one play of a source says.
    fileprivate init(_ play: Play, lengthMs: Int64?) {
        let at = play.playedAt.milliseconds
        switch play.source {
        case .api: self.init(offer: Offer(at: at, contextType: play.contextType, lengthMs: lengthMs))
        case .history: self.init(history: HistoryEntry(at: at, listenedMs: max(0, play.listenedMs)))
        }
    }

    fileprivate var isBoth: Bool { offer != nil && history != nil }
    fileprivate var source: PlaySource { history == nil ? .api : .history }
}

extension KnownPlay.Offer {
    /// Combines two offers of the same play; the result does not depend on their order.
    fileprivate func united(with other: Self) -> Self {
        var united = self
        united.lengthMs = [lengthMs, other.lengthMs].compactMap(\.self).max()
        united.contextType = [contextType, other.contextType].compactMap(\.self).min()
        return united
    }
}
