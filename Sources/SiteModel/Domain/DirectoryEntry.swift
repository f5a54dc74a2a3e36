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
    /// Listened milliseconds of the last weeks, oldest first; each at most 2^32 - 1, which is 49 days.
    public let weeks: [Int64]

    /// Creates a line; a number of milliseconds that no week has is cut.
    public init(topArtist: String, weeks: [Int64]) {
        self.topArtist = topArtist
        self.weeks = weeks.map { Int64(UInt32(clamping: $0)) }
    }
}

extension DirectoryLine {
    /// Reads stored weeks: 4 bytes each, little-endian.
    init(topArtist: String, stored bytes: UnsafeRawBufferPointer) {
        self.init(
            topArtist: topArtist,
            weeks: stride(from: 0, to: bytes.count - 3, by: 4).map { start in
                Int64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
            })
    }

    /// The stored weeks.
    var storedWeeks: [UInt8] {
        weeks.flatMap { week in withUnsafeBytes(of: UInt32(clamping: week).littleEndian, Array.init) }
    }
}
