import GRDB

/// Sums one user's plays to listening months with their top lists, and records when each artist was first heard, inside
/// a transaction.
///
/// Runs after the days of the same plays were summed. A month whose days add up to more than its plays has lost plays
/// to `plays.keep`; it is replaced only by a larger total.
struct MonthTotals {
    let database: Database
    let userID: Int64
    let clock: ZoneOffsets
    /// Whether top lists are written; their table is created only by a later migration.
    var writesTops = true

    /// Sums some months again from their plays.
    func sumUp(_ months: Set<LocalMonth>) throws {
        for month in months.sorted() {
            let (plays, releaseDates, firsts) = try heard(in: month)
            try keep(firsts, in: month)
            let summed = ListeningMonth.summing(plays, of: month, releaseDates: releaseDates)
            let isKept = try isKept(month, against: plays.reduce(0) { $0 + $1.listenedMs })
            if !isKept { try replace(month, by: summed?.month) }
            guard writesTops else { continue }
            let tops = summed?.tops ?? []
            if try !isKept || listenedMs(of: tops) > listenedMsOfTops(in: month) {
                try replaceTops(of: month, by: tops)
            }
        }
    }

    /// Sums every month again: after a change of the time zone, or for plays that were never summed to months.
    func sumUpAll() throws {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT substr(date, 1, 7) FROM listeningDay WHERE userID = :user
                UNION SELECT month FROM listeningMonth WHERE userID = :user
                """, arguments: ["user": userID])
        try sumUp(Set(names.compactMap(LocalMonth.init)))
    }

    // MARK: - One month

    typealias Heard = (plays: [DayPlay], releaseDates: [String: String], firsts: [String: Int64])

    /// The plays of a month summed by track, and the first play of each artist.
    func heard(in month: LocalMonth) throws -> Heard {
        let statement = try database.cachedStatement(
            sql: """
                SELECT heard.trackID, heard.plays, heard.listenedMs, heard.firstAt, track.name, track.isrc,
                    track.releaseDate, artist.id, artist.name, track.album
                FROM (
                    SELECT trackID, count(*) AS plays, sum(listenedMs) AS listenedMs,
                        min(playedAt) AS firstAt
                    FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ? GROUP BY trackID
                ) AS heard
                JOIN track ON track.id = heard.trackID
                LEFT JOIN trackArtist ON trackArtist.trackID = heard.trackID AND trackArtist.position = 0
                LEFT JOIN artist ON artist.id = trackArtist.artistID
                """)
        let (from, to) = bounds(of: month)
        let rows = try Row.fetchCursor(statement, arguments: [userID, from.milliseconds, to.milliseconds])
        var heard: Heard = ([], [:], [:])
        while let row = try rows.next() {
            let trackID: String = row[0]
            heard.plays.append(
                DayPlay(
                    playedAt: from, listenedMs: row[2], trackID: trackID, trackName: row[4], album: row[9],
                    isrc: row[5], artistID: row[7], artistName: row[8], plays: row[1]))
            heard.releaseDates[trackID] = row[6]
            if let artistID: String = row[7] {
                heard.firsts[artistID] = min(heard.firsts[artistID] ?? .max, row[3])
            }
        }
        return heard
    }

    /// Records when artists were first heard: at their first stored play, or at an earlier play that was purged.
    ///
    /// A month's plays do not matter to artists who were first heard before it. An artist first heard in this month may
    /// have lost that play, to another artist or to a match with another play, and is then looked up.
    private func keep(_ firsts: [String: Int64], in month: LocalMonth) throws {
        let (from, to) = bounds(of: month)
        let save = try database.cachedStatement(
            sql: """
                INSERT INTO artistHeard (userID, artistID, firstAt) VALUES (?, ?, ?)
                ON CONFLICT (userID, artistID) DO UPDATE SET firstAt = excluded.firstAt
                WHERE excluded.firstAt < firstAt
                """)
        let forget = try database.cachedStatement(sql: "DELETE FROM artistHeard WHERE userID = ? AND artistID = ?")
        let find = try database.cachedStatement(
            sql: """
                SELECT min(play.playedAt) FROM trackArtist
                JOIN play ON play.trackID = trackArtist.trackID AND play.userID = ?
                WHERE trackArtist.artistID = ? AND trackArtist.position = 0
                """)
        // For purged plays, this table is the only record.
        let purged = try PlayPurge(database: database, userID: userID).boundary()
        let known = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT artistID, firstAt FROM artistHeard WHERE userID = ? AND firstAt >= ? AND firstAt < ?"),
            arguments: [userID, max(from.milliseconds, purged.firstUnpurged), to.milliseconds])
        for row in known {
            let artistID: String = row[0]
            let first = try firsts[artistID] ?? Int64.fetchOne(find, arguments: [userID, artistID])
            if first == row[1] { continue }
            try forget.execute(arguments: [userID, artistID])
            if let first { try save.execute(arguments: [userID, artistID, first]) }
        }
        for (artistID, first) in firsts.sorted(by: { $0.key < $1.key }) {
            try save.execute(arguments: [userID, artistID, first])
        }
    }

    private func bounds(of month: LocalMonth) -> (from: Instant, to: Instant) {
        (clock.start(of: month.firstDay), clock.start(of: month.advanced(by: 1).firstDay))
    }

    /// Whether a month lost plays and the stored plays do not add up to more than its total.
    private func isKept(_ month: LocalMonth, against listenedMs: Int64) throws -> Bool {
        guard try listenedMsOfDays(in: month) > listenedMs else { return false }
        let statement = try database.cachedStatement(
            sql: "SELECT listenedMs FROM listeningMonth WHERE userID = ? AND month = ?")
        let known = try Int64.fetchOne(statement, arguments: [userID, month.description])
        return known.map { $0 >= listenedMs } ?? false
    }

    private func replace(_ month: LocalMonth, by summed: ListeningMonth?) throws {
        guard let summed else {
            try database.cachedStatement(sql: "DELETE FROM listeningMonth WHERE userID = ? AND month = ?")
                .execute(arguments: [userID, month.description])
            return
        }
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO listeningMonth
                    (userID, month, listenedMs, plays, topArtistID, topTrackID, decades)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            userID, month.description, summed.listenedMs, summed.plays, summed.topArtistID, summed.topTrackID,
            summed.storedDecades,
        ])
    }

    private func listenedMsOfDays(in month: LocalMonth) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT sum(listenedMs) FROM listeningDay WHERE userID = ? AND date >= ? AND date < ?")
        return try Int64.fetchOne(
            statement,
            arguments: [userID, month.firstDay.description, month.advanced(by: 1).firstDay.description]) ?? 0
    }
}
