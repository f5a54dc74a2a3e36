/// The progress of an import.
public struct ImportProgress: Hashable, Sendable {
    /// The file being read.
    public var file: String
    /// How many rows were read so far, over all files.
    public var rows: Int
    /// Bytes read so far of the files as they are on disk.
    public var bytesRead: Int64
    /// Bytes of all files as they are on disk.
    public var bytes: Int64
}
