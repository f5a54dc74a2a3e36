/// The manifest's entry for one file of the site.
public struct PageRecord: Hashable, Sendable {
    /// Relative to the output folder, separated by `/`: `ada/index.html`.
    public var path: String
    /// The key of the user who owns the page, even after that user was removed; `nil` for a file of the site itself.
    public var owner: Int64?
    /// SHA-256 of everything the page is made from.
    public var fingerprint: [UInt8]
    /// SHA-256 of the bytes on disk.
    public var contentHash: [UInt8]
    /// The size of the file in bytes.
    public var size: Int64
    /// The file's modification time, as the file system reports it: nanoseconds since 1970.
    public var modifiedNs: Int64
    /// When these bytes were rendered.
    public var renderedAt: Instant
    /// When the page was last found to be up to date.
    public var checkedAt: Instant
    /// What the directory tells of the owner: of the profile of a public user.
    ///
    /// It is written with the record, and only ``Store/directoryEntries(of:daysFrom:making:)`` reads it.
    public var line: StoredLine?

    /// Creates a record.
    public init(
        path: String, owner: Int64? = nil, fingerprint: [UInt8], contentHash: [UInt8], size: Int64, modifiedNs: Int64,
        renderedAt: Instant, checkedAt: Instant, line: StoredLine? = nil
    ) {
        self.path = path
        self.owner = owner
        self.fingerprint = fingerprint
        self.contentHash = contentHash
        self.size = size
        self.modifiedNs = modifiedNs
        self.renderedAt = renderedAt
        self.checkedAt = checkedAt
        self.line = line
    }
}

extension PageRecord {
    /// A record that lists this page but vouches for nothing: it matches no file.
    ///
    /// The time stays, because the next version must be younger than any that may be on the disk.
    public var pending: PageRecord {
        var pending = self
        pending.fingerprint = []
        pending.contentHash = []
        pending.size = -1
        pending.line = nil
        return pending
    }

    /// Whether a build began to replace the page and has not recorded that it did.
    public var isPending: Bool { size == -1 }

    /// The size of a page that still shows a former user of the name, which no file has.
    static let sizeOfTakenOver: Int64 = -2
}
