import GRDB

/// The dates on which a transaction changed plays of one user: they are summed up once, at its end.
struct TouchedDays {
    let database: Database
    let userID: Int64
    /// The clock by which the user's plays are dated.
    let clock: ZoneOffsets
    private var dates: Set<LocalDate> = []
    private var purged: [Range<Int64>] = []

    /// Begins with no date.
    ///
    /// - Parameters:
    ///   - database: Within a transaction.
    ///   - userID: The user.
    ///   - zone: The clock of the user's zone; `nil` to read which zone that is.
    /// - Throws: What SQLite reports.
    init(database: Database, userID: Int64, zone: ZoneOffsets? = nil) throws {
        self.database = database
        self.userID = userID
        clock = try DatingOffsets(database: database, userID: userID).clock(zone ?? Self.zone(of: userID, database))
    }

    private static func zone(of userID: Int64, _ database: Database) throws -> ZoneOffsets {
        let statement = try database.cachedStatement(sql: "SELECT timeZone FROM user WHERE id = ?")
        return try String.fetchOne(statement, arguments: [userID]).flatMap(ZoneOffsets.init(identifier:)) ?? .utc
    }

    /// Whether no play was changed.
    var isEmpty: Bool { dates.isEmpty }

    /// Adds the date of a play.
    mutating func insert(_ playedAt: Int64) { dates.insert(clock.date(of: Instant(milliseconds: playedAt))) }

    /// Has the plays of the API in a stretch deleted, once they are counted.
    mutating func purge(_ stretch: Range<Int64>) { purged.append(stretch) }

    /// Sums up the days, then their months, and deletes what is not to be kept: in this order, since a month looks at its
    /// days to see whether it lost plays, and a purge counts on both.
    func sumUp() throws {
        try DayTotals(database: database, userID: userID, clock: clock).sumUp(dates)
        try MonthTotals(database: database, userID: userID, clock: clock).sumUp(Set(dates.map(LocalMonth.init)))
        for stretch in purged {
            _ = try PlayPurge(database: database, userID: userID)
                .delete(from: stretch.lowerBound, before: stretch.upperBound, clock: clock)
        }
    }
}
