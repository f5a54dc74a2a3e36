import GRDB

/// The dates on which a transaction changed one user's plays; they are summed once, at its end.
struct TouchedDays {
    let database: Database
    let userID: Int64
    /// The UTC offsets by which the user's plays are dated.
    let clock: ZoneOffsets
    private var dates: Set<LocalDate> = []
    private var purged: [Range<Int64>] = []

    /// Creates an empty set of dates.
    ///
    /// - Parameters:
    ///   - database: Within a transaction.
    ///   - userID: The user.
    ///   - zone: The UTC offsets of the user's zone; `nil` to look the zone up.
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

    /// Whether no play changed.
    var isEmpty: Bool { dates.isEmpty }

    /// Adds the date of a play.
    mutating func insert(_ playedAt: Int64) { dates.insert(clock.date(of: Instant(milliseconds: playedAt))) }

    /// Marks the plays of the API in a span of time for deletion after they are counted.
    mutating func purge(_ stretch: Range<Int64>) { purged.append(stretch) }

    /// Sums the days and their months, then deletes the marked plays, because a purge relies on these totals.
    func sumUp() throws {
        var totals = ListeningTotals(database: database, userID: userID, clock: clock)
        try totals.sumUp(dates)
        for stretch in purged {
            _ = try PlayPurge(database: database, userID: userID)
                .delete(from: stretch.lowerBound, before: stretch.upperBound, clock: clock)
        }
    }
}
