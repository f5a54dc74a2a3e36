import GRDB

/// Inserts plays of one user inside a transaction, measures them, and sums the touched days up again.
///
/// What is stored afterwards depends only on which plays were ever offered, not on their order or on how they were
/// split into syncs: a listened time is a function of a play and of the one before it.
struct PlayWriter {
    let database: Database
    let userID: Int64
    let clock: ZoneClock
    let summary: DaySummary

    /// How far apart an export and the API may place the end of the same play.
    static let sameListening: Int64 = 30_000

    /// A play of a track whose length nobody told counts at most this long: about the median length of a track.
    static let assumedDurationMs: Int64 = 210_000

    func insert(_ plays: [TrackPlay], result: inout RecordedListening) throws {
        var touched: Set<LocalDate> = []
        var toMeasure: Set<PlayKey> = []
        var savedTracks: Set<String> = []
        for entry in plays.sorted(by: { $0.key < $1.key }) {
            // Names and pictures may have changed since; once a batch is enough.
            if savedTracks.insert(entry.track.id).inserted { try MusicWriter.save(entry.track, database) }
            switch try insert(entry.play) {
            case .known: continue
            case .new: result.newPlays += 1
            case .merged(let old):
                result.mergedPlays += 1
                touched.insert(clock.date(of: old))
                // Where the row moved, the play that followed its old place has another one before it now.
                if let next = try neighbour(of: PlayKey(playedAt: old, trackID: entry.track.id), after: true) {
                    toMeasure.insert(next)
                }
            }
            touched.insert(clock.date(of: entry.play.playedAt))
            toMeasure.insert(entry.key)
            if let next = try neighbour(of: entry.key, after: true) { toMeasure.insert(next) }
        }
        guard !touched.isEmpty else { return }
        for key in toMeasure.sorted() where try measure(key) { touched.insert(clock.date(of: key.playedAt)) }
        try sumUp(touched)
        result.isChanged = true
    }

    /// Sums some days up again from their plays.
    func sumUp(_ dates: Set<LocalDate>) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM listeningDay WHERE userID = ? AND date = ?")
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO listeningDay (userID, date, listenedMs, plays, hours, topArtistID, topTrackID)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for span in dates.consecutiveSpans {
            for date in span { try delete.execute(arguments: [userID, LocalDate(dayNumber: date).description]) }
            let plays = try dayPlays(
                from: clock.start(of: LocalDate(dayNumber: span.lowerBound)),
                to: clock.start(of: LocalDate(dayNumber: span.upperBound)))
            for day in summary(plays, clock) {
                try insert.execute(arguments: [
                    userID, day.date.description, day.listenedMs, day.plays, HourBlob.encoded(day.hours),
                    day.topArtistID, day.topTrackID,
                ])
            }
        }
    }

    // MARK: - One play

    private enum Insertion {
        case new
        case known
        case merged(old: Instant)
    }

    private func insert(_ play: Play) throws -> Insertion {
        switch play.source {
        case .api:
            if let exported = try sameListening(as: play, source: .export) {
                // The export has the exact time listened, the API the exact end: the row keeps both.
                guard exported.playedAt != play.playedAt else { return .known }
                return try move(exported, to: play)
            }
        case .export:
            let isKnown = try Bool.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM play WHERE userID = ? AND trackID = ? AND exportedAt = ?
                            AND playedAt BETWEEN exportedAt - ? AND exportedAt + ?)
                        """),
                arguments: [
                    userID, play.trackID, play.playedAt.milliseconds, Self.sameListening, Self.sameListening,
                ])
            if isKnown == true { return .known }
            if let offered = try sameListening(as: play, source: .api) {
                try database.execute(
                    sql: """
                        UPDATE play SET source = 'export', listenedMs = ?, exportedAt = ?
                        WHERE userID = ? AND playedAt = ? AND trackID = ?
                        """,
                    arguments: [
                        play.listenedMs, play.playedAt.milliseconds, userID, offered.playedAt.milliseconds,
                        play.trackID,
                    ])
                return .merged(old: offered.playedAt)
            }
        }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO play (userID, playedAt, trackID, listenedMs, source, contextType, exportedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
        try statement.execute(arguments: [
            userID, play.playedAt.milliseconds, play.trackID, max(0, play.listenedMs), play.source.rawValue,
            play.contextType, play.source == .export ? play.playedAt.milliseconds : nil,
        ])
        return database.changesCount > 0 ? .new : .known
    }

    /// The nearest play of the same track from the other source that nothing has been matched with yet.
    private func sameListening(as play: Play, source: PlaySource) throws -> PlayKey? {
        let unmatched = source == .export ? "AND (playedAt = exportedAt OR playedAt = :at)" : ""
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt FROM play
                WHERE userID = :user AND trackID = :track AND source = :source
                    AND playedAt BETWEEN :at - \(Self.sameListening) AND :at + \(Self.sameListening) \(unmatched)
                ORDER BY abs(playedAt - :at), playedAt LIMIT 1
                """)
        let found = try Int64.fetchOne(
            statement,
            arguments: [
                "user": userID, "track": play.trackID, "source": source.rawValue, "at": play.playedAt.milliseconds,
            ])
        return found.map { PlayKey(playedAt: Instant(milliseconds: $0), trackID: play.trackID) }
    }

    private func move(_ exported: PlayKey, to play: Play) throws -> Insertion {
        try database.execute(
            sql: """
                UPDATE OR IGNORE play SET playedAt = ?, contextType = coalesce(?, contextType)
                WHERE userID = ? AND playedAt = ? AND trackID = ?
                """,
            arguments: [
                play.playedAt.milliseconds, play.contextType, userID, exported.playedAt.milliseconds, play.trackID,
            ])
        return database.changesCount > 0 ? .merged(old: exported.playedAt) : .known
    }

    /// Measures an API play again; answers whether its time is another one now.
    private func measure(_ key: PlayKey) throws -> Bool {
        let before = try neighbour(of: key, after: false)
        let gap = before.map { key.playedAt.milliseconds - $0.playedAt.milliseconds } ?? .max
        let statement = try database.cachedStatement(
            sql: """
                UPDATE play SET listenedMs = min(:gap,
                    coalesce((SELECT durationMs FROM track WHERE track.id = play.trackID), :assumed))
                WHERE userID = :user AND playedAt = :at AND trackID = :track AND source = 'api'
                    AND listenedMs <> min(:gap,
                        coalesce((SELECT durationMs FROM track WHERE track.id = play.trackID), :assumed))
                """)
        try statement.execute(arguments: [
            "gap": gap, "assumed": Self.assumedDurationMs, "user": userID, "at": key.playedAt.milliseconds,
            "track": key.trackID,
        ])
        return database.changesCount > 0
    }

    private func neighbour(of key: PlayKey, after: Bool) throws -> PlayKey? {
        let (sign, order) = after ? (">", "") : ("<", "DESC")
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, trackID FROM play WHERE userID = ? AND (playedAt, trackID) \(sign) (?, ?)
                ORDER BY playedAt \(order), trackID \(order) LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [userID, key.playedAt.milliseconds, key.trackID])
            .map { PlayKey(playedAt: Instant(milliseconds: $0[0]), trackID: $0[1]) }
    }

    private func dayPlays(from: Instant, to: Instant) throws -> [DayPlay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT play.playedAt, play.listenedMs, play.trackID, track.name, track.isrc, artist.id, artist.name
                FROM play JOIN track ON track.id = play.trackID
                    LEFT JOIN trackArtist ON trackArtist.trackID = play.trackID AND trackArtist.position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID
                WHERE play.userID = ? AND play.playedAt >= ? AND play.playedAt < ?
                ORDER BY play.playedAt, play.trackID
                """)
        return try Row.fetchAll(statement, arguments: [userID, from.milliseconds, to.milliseconds]).map { row in
            DayPlay(
                playedAt: Instant(milliseconds: row[0]), listenedMs: row[1], trackID: row[2], trackName: row[3],
                isrc: row[4], artistID: row[5], artistName: row[6])
        }
    }
}

private struct PlayKey: Hashable, Comparable {
    var playedAt: Instant
    var trackID: String

    static func < (left: PlayKey, right: PlayKey) -> Bool {
        left.playedAt == right.playedAt
            ? left.trackID.utf8.lexicographicallyPrecedes(right.trackID.utf8) : left.playedAt < right.playedAt
    }
}

extension TrackPlay {
    fileprivate var key: PlayKey { PlayKey(playedAt: play.playedAt, trackID: play.trackID) }
}

extension Set<LocalDate> {
    /// Runs of days without a hole, as day numbers: a year of imported plays is read in one query.
    fileprivate var consecutiveSpans: [Range<Int>] {
        var spans: [Range<Int>] = []
        for date in map(\.dayNumber).sorted() {
            if let last = spans.last, last.upperBound == date, last.count < 62 {
                spans[spans.count - 1] = last.lowerBound..<(date + 1)
            } else {
                spans.append(date..<(date + 1))
            }
        }
        return spans
    }
}
