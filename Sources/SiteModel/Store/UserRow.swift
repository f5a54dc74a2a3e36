import GRDB

extension User {
    /// The columns that ``init(row:)`` reads, in order, from a table or alias named `user`.
    static let columns = columnNames.map { "user." + $0 }.joined(separator: ", ")

    /// How many columns ``init(row:)`` reads; a query's other columns come after them.
    static let columnCount = columnNames.count

    private static let columnNames = [
        "id", "username", "spotifyAccountID", "displayName", "imageURL", "profileURL", "timeZone", "bio", "visibility",
        "hiddenSections", "dataVersion", "syncedAt", "profileFetchedAt", "createdAt",
    ]

    init(row: Row) {
        self.init(
            id: row[0], username: Username(stored: row[1]), spotifyAccountID: row[2], displayName: row[3],
            imageURL: row[4], profileURL: row[5], timeZone: row[6], bio: row[7],
            visibility: Visibility(rawValue: row[8]) ?? .private, hiddenSections: Set(stored: row[9]),
            dataVersion: row[10], syncedAt: (row[11] as Int64?).map(Instant.init(milliseconds:)),
            profileFetchedAt: (row[12] as Int64?).map(Instant.init(milliseconds:)),
            createdAt: Instant(milliseconds: row[13]))
    }
}

extension Set<PageSection> {
    /// Sections that only a later version knows are left out.
    init(stored: String) {
        self = stored.isEmpty ? [] : Set(stored.split(separator: ",").compactMap { PageSection(rawValue: String($0)) })
    }

    var stored: String { sorted().map(\.rawValue).joined(separator: ",") }
}
