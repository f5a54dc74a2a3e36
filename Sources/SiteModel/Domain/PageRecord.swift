/// What the manifest holds of one file of the site.
public struct PageRecord: Hashable, Sendable {
    /// Relative to the output folder, with `/` between: `ada/index.html`.
    public var path: String
    /// The key of the user whose page it is, also after that user was removed; `nil` for a file of the site itself.
    public var owner: Int64?
    /// SHA-256 over all the page is made from.
    public var fingerprint: [UInt8]
    /// SHA-256 of the bytes on disk.
    public var contentHash: [UInt8]
    /// Bytes of the file.
    public var size: Int64
    /// When the file was last changed, as the file system has it: nanoseconds since 1970.
    public var modifiedNs: Int64
    /// When these bytes were made.
    public var renderedAt: Instant
    /// When they were last found to be right.
    public var checkedAt: Instant

    /// Creates a record.
    public init(
        path: String, owner: Int64? = nil, fingerprint: [UInt8], contentHash: [UInt8], size: Int64, modifiedNs: Int64,
        renderedAt: Instant, checkedAt: Instant
    ) {
        self.path = path
        self.owner = owner
        self.fingerprint = fingerprint
        self.contentHash = contentHash
        self.size = size
        self.modifiedNs = modifiedNs
        self.renderedAt = renderedAt
        self.checkedAt = checkedAt
    }
}
