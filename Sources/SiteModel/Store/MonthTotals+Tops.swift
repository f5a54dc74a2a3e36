import GRDB

/// The top lists of months.
///
/// They are compared on their own: a month whose plays were purged before lists existed keeps its totals, but gets the
/// lists of an import.
extension MonthTotals {
    /// The listened time of the tracks in top lists.
    func listenedMs(of tops: [MonthTop]) -> Int64 {
        tops.reduce(0) { $0 + ($1.kind == .track ? $1.listenedMs : 0) }
    }

    /// The listened time of the tracks in the stored top lists of a month.
    func listenedMsOfTops(in month: LocalMonth) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT sum(listenedMs) FROM monthTop WHERE userID = ? AND month = ? AND kind = 'track'")
        return try Int64.fetchOne(statement, arguments: [userID, month.description]) ?? 0
    }

    /// Replaces the top lists of a month.
    func replaceTops(of month: LocalMonth, by tops: [MonthTop]) throws {
        try database.cachedStatement(sql: "DELETE FROM monthTop WHERE userID = ? AND month = ?")
            .execute(arguments: [userID, month.description])
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO monthTop (userID, month, kind, rank, id, name, artistID, artistName, listenedMs, plays)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for top in tops {
            try insert.execute(arguments: [
                userID, month.description, top.kind.rawValue, top.rank, top.id, top.name, top.artistID, top.artistName,
                top.listenedMs, top.plays,
            ])
        }
    }
}

/// What the migrations fill in.
extension MonthTotals {
    /// Sums all months of all users, for a store that was created before months existed.
    static func fill(_ database: Database) throws {
        for var totals in try ofAllUsers(database) {
            try totals.sumUp([], months: totals.storedMonths(), writesTops: false)
        }
    }

    /// Ranks what was heard in all months of all users, for a store that was created before months had top lists.
    static func fillTops(_ database: Database) throws {
        for var totals in try ofAllUsers(database) { try totals.rank(totals.storedMonths()) }
    }

    private static func ofAllUsers(_ database: Database) throws -> [ListeningTotals] {
        try Row.fetchAll(database, sql: "SELECT id, timeZone FROM user ORDER BY id").map { row in
            let zone = ZoneOffsets(identifier: row[1]) ?? .utc
            return ListeningTotals(
                database: database, userID: row[0],
                clock: try DatingOffsets(database: database, userID: row[0]).clock(zone))
        }
    }
}
