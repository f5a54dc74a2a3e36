import GRDB

/// The rows of `play` that belong to one user.
struct PlayRows {
    let database: Database
    let userID: Int64

    /// What happened to the rows when a play was added.
    struct Change {
        var isNew = false
        var isMerged = false
        /// Whether a row came, went, or has another listened time: anything that a page could show.
        var isShown = false
        /// Keys at which a row came, went, or is another one.
        var keys: [PlayKey] = []
    }

    /// Adds a play to what is known, and pairs it and its neighbours of the same track anew.
    func add(_ play: Play, lengthMs: Int64?) throws -> Change {
        let rows = try cluster(around: play.playedAt.milliseconds, trackID: play.trackID)
        var offers = rows.compactMap(\.known.offer)
        var exports = rows.compactMap(\.known.export)
        let at = play.playedAt.milliseconds
        switch play.source {
        case .api:
            let new = KnownPlay.Offer(at: at, contextType: play.contextType, lengthMs: lengthMs)
            if let index = offers.firstIndex(where: { $0.at == at }) {
                offers[index] = offers[index].united(with: new)
            } else {
                offers.append(new)
            }
        case .export:
            let listened = max(0, play.listenedMs)
            if let index = exports.firstIndex(where: { $0.at == at }) {
                exports[index].listenedMs = max(exports[index].listenedMs, listened)
            } else {
                exports.append(KnownPlay.Exported(at: at, listenedMs: listened))
            }
        }
        return try replace(rows, by: PlayMatcher.matched(offers: offers, exports: exports), trackID: play.trackID)
    }

    /// The nearest row before or after a key, whether or not there is a row at the key.
    func neighbour(of key: PlayKey, after: Bool) throws -> PlayKey? {
        let (sign, order) = after ? (">", "") : ("<", "DESC")
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, trackID FROM play WHERE userID = ? AND (playedAt, trackID) \(sign) (?, ?)
                ORDER BY playedAt \(order), trackID \(order) LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [userID, key.playedAt, key.trackID])
            .map { PlayKey(playedAt: $0[0], trackID: $0[1]) }
    }

    /// Measures an API play again; answers whether its time is another one now.
    func measure(_ key: PlayKey, assuming assumedMs: Int64) throws -> Bool {
        let before = try neighbour(of: key, after: false)
        let statement = try database.cachedStatement(
            sql: """
                UPDATE play SET listenedMs = min(:gap, coalesce(lengthMs, :assumed))
                WHERE userID = :user AND playedAt = :at AND trackID = :track AND source = 'api'
                    AND listenedMs <> min(:gap, coalesce(lengthMs, :assumed))
                """)
        try statement.execute(arguments: [
            "gap": before.map { key.playedAt - $0.playedAt } ?? .max, "assumed": assumedMs, "user": userID,
            "at": key.playedAt, "track": key.trackID,
        ])
        return database.changesCount > 0
    }

    // MARK: - Rows of one track

    private struct Stored {
        var known: KnownPlay
        var listenedMs: Int64
        var first: Int64 { min(known.playedAt, known.export?.at ?? known.playedAt) }
        var last: Int64 { max(known.playedAt, known.export?.at ?? known.playedAt) }
    }

    /// The rows of a track that a play at this moment can have an influence on: whoever is within the tolerance of it,
    /// within the tolerance of those, and so on.
    private func cluster(around moment: Int64, trackID: String) throws -> [Stored] {
        // A row's two ends are at most one tolerance apart, so both are found from either.
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
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, listenedMs, contextType, lengthMs, isOffered, exportedAt FROM play
                WHERE userID = ? AND playedAt BETWEEN ? AND ? AND +trackID = ? ORDER BY playedAt
                """)
        return try Row.fetchAll(statement, arguments: [userID, from, to, trackID]).map { row in
            let offer = KnownPlay.Offer(at: row[0], contextType: row[2], lengthMs: row[3])
            let export = (row[5] as Int64?).map { KnownPlay.Exported(at: $0, listenedMs: row[1]) }
            return Stored(known: KnownPlay(offer: row[4] ? offer : nil, export: export), listenedMs: row[1])
        }
    }

    private func replace(_ old: [Stored], by new: [KnownPlay], trackID: String) throws -> Change {
        var change = Change()
        change.isNew = new.count > old.count
        change.isMerged = new.count { $0.isBoth } > old.count { $0.known.isBoth }
        var oldByTime: [Int64: Stored] = [:]
        for row in old { oldByTime[row.known.playedAt] = row }
        for play in new {
            let key = PlayKey(playedAt: play.playedAt, trackID: trackID)
            guard let row = oldByTime.removeValue(forKey: play.playedAt) else {
                try insert(play, at: key, listenedMs: play.export?.listenedMs ?? 0)
                change.keys.append(key)
                change.isShown = true
                continue
            }
            guard row.known != play else { continue }
            // An API play is measured when all plays are in place; until then it keeps what it had.
            let listenedMs = play.export?.listenedMs ?? row.listenedMs
            try update(play, at: key, listenedMs: listenedMs)
            change.keys.append(key)
            change.isShown = change.isShown || listenedMs != row.listenedMs
        }
        for playedAt in oldByTime.keys.sorted() {
            let key = PlayKey(playedAt: playedAt, trackID: trackID)
            try database.cachedStatement(sql: "DELETE FROM play WHERE userID = ? AND playedAt = ? AND trackID = ?")
                .execute(arguments: [userID, key.playedAt, key.trackID])
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
            play.offer?.lengthMs, play.offer != nil, play.export?.at,
        ])
    }

    private func update(_ play: KnownPlay, at key: PlayKey, listenedMs: Int64) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE play SET listenedMs = ?, source = ?, contextType = ?, lengthMs = ?, isOffered = ?, exportedAt = ?
                WHERE userID = ? AND playedAt = ? AND trackID = ?
                """)
        try statement.execute(arguments: [
            listenedMs, play.source.rawValue, play.offer?.contextType, play.offer?.lengthMs, play.offer != nil,
            play.export?.at, userID, key.playedAt, key.trackID,
        ])
    }
}

/// Key of a play within its user.
struct PlayKey: Hashable, Comparable {
    /// UTC milliseconds.
    var playedAt: Int64
    var trackID: String

    static func < (left: PlayKey, right: PlayKey) -> Bool {
        left.playedAt == right.playedAt
            ? left.trackID.utf8.lexicographicallyPrecedes(right.trackID.utf8) : left.playedAt < right.playedAt
    }
}

extension KnownPlay {
    fileprivate var isBoth: Bool { offer != nil && export != nil }
    fileprivate var source: PlaySource { export == nil ? .api : .export }
}

extension KnownPlay.Offer {
    /// The same play offered twice: whatever either told, the same whichever came first.
    fileprivate func united(with other: Self) -> Self {
        var united = self
        united.lengthMs = [lengthMs, other.lengthMs].compactMap(\.self).max()
        united.contextType = [contextType, other.contextType].compactMap(\.self).min()
        return united
    }
}
