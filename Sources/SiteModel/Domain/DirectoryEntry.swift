/// A public user in the site's directory.
public struct DirectoryEntry: Hashable, Sendable {
    /// The user.
    public var user: User
    /// What the user listened to.
    public var line: DirectoryLine

    /// Creates an entry.
    public init(user: User, line: DirectoryLine) {
        self.user = user
        self.line = line
    }
}

/// What the directory tells of a user's listening.
///
/// It is stored with the record of the user's page, which is made from the same data: a directory of 100,000 users would
/// otherwise read half a year of days of each, whenever some of them changed.
public struct DirectoryLine: Hashable, Sendable {
    /// The most-played artist of the last four weeks; empty if there is none.
    public var topArtist: String
    /// That artist's key.
    public var topArtistID: String
    /// The address of that artist's picture; can be empty.
    public var cover: String
    /// Listened milliseconds of the last weeks, oldest first; each at most 2^32 - 1, which is 49 days.
    public let weeks: [Int64]
    /// Days in a row with music, up to today or yesterday: at most those of the weeks.
    public var streak: Int
    /// The ends that the label of the temperament names.
    public var label: [Temperament.Pole]

    /// Creates a line; a number of milliseconds that no week has is cut.
    public init(
        topArtist: String, topArtistID: String = "", cover: String = "", weeks: [Int64], streak: Int = 0,
        label: [Temperament.Pole] = []
    ) {
        self.topArtist = topArtist
        self.topArtistID = topArtistID
        self.cover = cover
        self.weeks = weeks.map { Int64(UInt32(clamping: $0)) }
        self.streak = streak
        self.label = label
    }
}

/// A line, and of what it was made.
public struct StoredLine: Hashable, Sendable {
    /// The line.
    public var line: DirectoryLine
    /// The fingerprint of the user and the date: a line that was made from others is not used.
    public var fingerprint: [UInt8]

    /// Creates a value.
    public init(_ line: DirectoryLine, fingerprint: [UInt8]) {
        self.line = line
        self.fingerprint = fingerprint
    }
}

extension DirectoryLine {
    /// The columns that ``init(row:)`` reads, in order.
    static let columns = "topArtist, topArtistID, cover, weeks, streak, label"

    /// Reads a stored line; a week has 4 bytes, little-endian.
    init(row: some StoredRow) {
        let bytes = row.bytes(3)
        let weeks = stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            (0..<4).reduce(Int64(0)) { $0 | Int64(bytes[start + $1]) << (8 * $1) }
        }
        self.init(
            topArtist: row.text(0), topArtistID: row.text(1), cover: row.text(2), weeks: weeks,
            streak: Int(row.number(4)),
            label: row.text(5).split(separator: ",").compactMap { Temperament.Pole(rawValue: String($0)) })
    }

    /// The stored weeks.
    var storedWeeks: [UInt8] {
        weeks.flatMap { week in withUnsafeBytes(of: UInt32(clamping: week).littleEndian, Array.init) }
    }

    /// The stored label.
    var storedLabel: String { label.map(\.rawValue).joined(separator: ",") }
}
