import GRDB

/// Replaces one ranked list of a user, and keeps each item's previous rank.
struct TopListWriter {
    static let artists = TopListWriter(kind: .artist, table: "topArtist", column: "artistID")
    static let tracks = TopListWriter(kind: .track, table: "topTrack", column: "trackID")

    let kind: TopListKind
    let table: String
    let column: String

    /// Returns whether a page now shows something else: another order, or other movements.
    func replace(
        _ ids: [String], range: TimeRange, userID: Int64, at now: Instant, _ database: Database
    ) throws -> Bool {
        let key: StatementArguments = [userID, range.rawValue]
        let old = try Row.fetchAll(
            database.cachedStatement(
                sql:
                    "SELECT \(column), rank, previousRank FROM \(table) WHERE userID = ? AND timeRange = ? ORDER BY rank"
            ),
            arguments: key)
        let isFirst = try Instant?(listOf: userID, kind: kind, range: range, database) == nil
        var ranks: [String: Int] = [:]
        for row in old { ranks[row[0]] = row[1] }
        // An item that is named twice would violate the key; the better rank wins.
        var seen: Set<String> = []
        let rows = ids.filter { seen.insert($0).inserted }.enumerated().map { index, id in
            // The first list has no previous list, so nothing in it is "new".
            Entry(id: id, rank: index + 1, previous: isFirst ? index + 1 : ranks[id])
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO topList (userID, kind, timeRange, fetchedAt) VALUES (?, ?, ?, ?)
                ON CONFLICT (userID, kind, timeRange) DO UPDATE SET fetchedAt = excluded.fetchedAt
                """
        ).execute(arguments: [userID, kind.rawValue, range.rawValue, now.milliseconds])
        guard rows != old.map({ Entry(id: $0[0], rank: $0[1], previous: $0[2]) }) else { return false }
        try database.cachedStatement(sql: "DELETE FROM \(table) WHERE userID = ? AND timeRange = ?")
            .execute(arguments: key)
        let insert = try database.cachedStatement(
            sql: "INSERT INTO \(table) (userID, timeRange, rank, previousRank, \(column)) VALUES (?, ?, ?, ?, ?)")
        for row in rows {
            try insert.execute(arguments: [userID, range.rawValue, row.rank, row.previous, row.id])
        }
        return true
    }

    private struct Entry: Equatable {
        var id: String
        var rank: Int
        var previous: Int?
    }
}

extension Instant? {
    fileprivate init(listOf userID: Int64, kind: TopListKind, range: TimeRange, _ database: Database) throws {
        self = try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT fetchedAt FROM topList WHERE userID = ? AND kind = ? AND timeRange = ?"),
            arguments: [userID, kind.rawValue, range.rawValue]
        ).map(Instant.init(milliseconds:))
    }
}
