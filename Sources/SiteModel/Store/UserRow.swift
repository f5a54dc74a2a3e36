import GRDB

extension User {
    /// The columns that ``init(row:)`` reads, in order, from a table or alias named `user`.
    static let columns = columnNames.map { "user." + $0 }.joined(separator: ", ")

    /// How many columns ``init(row:)`` reads; a query's other columns come after them.
    static let columnCount = columnNames.count

    private static let columnNames = [
        "id", "username", "spotifyAccountID", "displayName", "imageURL", "profileURL", "timeZone", "bio", "visibility",
        "hiddenSections", "dataVersion", "syncedAt", "profileFetchedAt", "createdAt", "recaps", "hue",
    ]

    init(row: some StoredRow) {
        self.init(
            id: row.number(0), username: Username(stored: row.text(1)), spotifyAccountID: row.optionalText(2),
            displayName: row.optionalText(3), imageURL: row.optionalText(4), profileURL: row.optionalText(5),
            timeZone: row.text(6), bio: row.text(7), visibility: Visibility(rawValue: row.text(8)) ?? .private,
            hiddenSections: Set(stored: row.text(9)), dataVersion: row.number(10), syncedAt: row.optionalInstant(11),
            profileFetchedAt: row.optionalInstant(12), createdAt: Instant(milliseconds: row.number(13)),
            recaps: RecapMarks(stored: row.bytes(14)), storedHue: row.isNull(15) ? nil : Int(row.number(15)))
    }
}

extension Set<PageSection> {
    /// Sections that only a later version knows are left out.
    init(stored: String) {
        self = stored.isEmpty ? [] : Set(stored.split(separator: ",").compactMap { PageSection(rawValue: String($0)) })
    }

    var stored: String { sorted().map(\.rawValue).joined(separator: ",") }
}
