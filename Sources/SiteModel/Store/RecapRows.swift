import Foundation
import GRDB

/// Which recaps of one user are stored and which have to be made again, inside a transaction.
///
/// A recap has a row from its first play on. It is made on the first local day after that, and again each day until its
/// period is over, and whenever a play in it or before it has changed: then by the next ``update(until:by:)``.
struct RecapRows {
    let database: Database
    let userID: Int64

    /// Notes that plays on some dates have changed.
    ///
    /// - Parameters:
    ///   - dates: The dates.
    ///   - months: Other months that were summed up again.
    /// - Throws: What SQLite reports.
    func touch(_ dates: Set<LocalDate>, months: Set<LocalMonth>) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO recap (userID, period, lastDay) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        let periods = months.union(dates.map(LocalMonth.init)).map(RecapPeriod.init)
        for period in Set(periods + periods.map { RecapPeriod(year: $0.year) }).sorted() {
            try insert.execute(arguments: [userID, period.code, period.lastDay.description])
        }
        if let first = [dates.min(), months.min()?.firstDay].compactMap(\.self).min() { try markStale(from: first) }
    }

    /// Marks the recaps that tell a day or a later one: an artist that is new there may have been heard before.
    func markStale(from day: LocalDate) throws {
        try database.cachedStatement(
            sql: "UPDATE recap SET isStale = 1 WHERE userID = ? AND through >= ? AND NOT isStale"
        ).execute(arguments: [userID, day.description])
    }

    /// The recaps that have to be made, by period; `last` is the last day that they can tell.
    func due(until last: LocalDate) throws -> [RecapPeriod] {
        let codes = try Int.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT period FROM recap
                    WHERE userID = ?1 AND (isStale OR (through < lastDay AND through < ?2)) ORDER BY period
                    """), arguments: [userID, last.description])
        return codes.compactMap(RecapPeriod.init(code:)).filter { $0.firstDay <= last }
    }

    /// A stored recap; `nil` for a period that has none, or one that cannot be read.
    func recap(_ period: RecapPeriod) throws -> Recap? {
        let statement = try database.cachedStatement(sql: "SELECT report FROM recap WHERE userID = ? AND period = ?")
        return try FastRows.first(statement, [userID, period.code]) { row -> Recap? in
            guard !row.isNull(0) else { return nil }
            return try? JSONDecoder().decode(Recap.self, from: Data(row.bytes(0)))
        } ?? nil
    }

    /// Stores a recap that was made, or that there is too little to tell.
    func save(_ recap: Recap?, _ period: RecapPeriod, through: LocalDate) throws {
        try database.cachedStatement(
            sql: "UPDATE recap SET through = ?, isStale = 0, report = ? WHERE userID = ? AND period = ?"
        ).execute(arguments: [through.description, try recap.map(Self.json), userID, period.code])
    }

    /// Brings the marks of the user, and the albums on the profile, up to date with the stored recaps.
    func mark() throws {
        let told = try database.cachedStatement(
            sql: "SELECT period, report FROM recap WHERE userID = ? AND report IS NOT NULL ORDER BY period")
        var marks: [RecapMarks.Mark] = []
        var rows = try FastRows(told, [userID])
        while let row = try rows.next() {
            guard let period = RecapPeriod(code: Int(row.number(0))) else { continue }
            marks.append(RecapMarks.Mark(period: period, version: row.withBytes(1, Self.version)))
        }
        try database.cachedStatement(sql: "UPDATE user SET recaps = ? WHERE id = ?")
            .execute(arguments: [Data(RecapMarks(marks).stored), userID])
        try database.cachedStatement(sql: "DELETE FROM yearAlbums WHERE userID = ?").execute(arguments: [userID])
        try database.cachedStatement(sql: Schema.insertAlbums + " AND userID = ? GROUP BY userID")
            .execute(arguments: [userID])
    }

    private static func json(_ recap: Recap) throws -> String {
        let encoder = JSONEncoder()
        // In a fixed order, so that the same values give the same bytes.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(recap), as: UTF8.self)
    }

    /// FNV-1a, 64 bits: the same on every machine.
    private static func version(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
