import GRDB

/// Writes one user's listening months with their top lists, inside a transaction.
///
/// Runs after the days of the same plays were summed. A month whose days add up to more than its plays has lost plays
/// to `plays.keep`; it is replaced only by a larger total.
struct MonthTotals {
    let database: Database
    let userID: Int64

    /// Sums a month again.
    ///
    /// - Parameters:
    ///   - month: The month.
    ///   - plays: All plays of the month.
    ///   - tracks: The tracks of the plays.
    ///   - writesTops: Whether top lists are written.
    /// - Throws: What SQLite reports.
    func sumUp(_ month: LocalMonth, _ plays: [DayPlay], of tracks: [PlayedTrack], writesTops: Bool) throws {
        let summed = ListeningMonth.summing(plays, of: tracks, in: month)
        let isKept = try isKept(month, against: summed?.month.listenedMs ?? 0)
        if !isKept { try replace(month, by: summed?.month) }
        guard writesTops else { return }
        let tops = summed?.tops ?? []
        if try !isKept || listenedMs(of: tops) > listenedMsOfTops(in: month) { try replaceTops(of: month, by: tops) }
        try database.cachedStatement(
            sql: "UPDATE listeningMonth SET \(Schema.topPlays) WHERE userID = ? AND month = ?"
        ).execute(arguments: [userID, month.description])
    }

    /// The months with a stored total or a stored day.
    func stored() throws -> Set<LocalMonth> {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT substr(date, 1, 7) FROM listeningDay WHERE userID = :user
                UNION SELECT month FROM listeningMonth WHERE userID = :user
                """, arguments: ["user": userID])
        return Set(names.compactMap(LocalMonth.init))
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
