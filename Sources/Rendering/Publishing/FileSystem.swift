/// All file operations that publishing needs, as one value.
///
/// Each closure is one step that can fail on its own, so a test can fail the n-th step, or end the process at it. Paths
/// are absolute or relative to the working folder. No closure follows a symbolic link in the last component.
public struct FileSystem: Sendable {
    /// What is at a path, without following a link; `nil` if nothing is.
    public var status: @Sendable (_ path: String) throws(PublishError) -> FileStatus?
    /// All bytes of a regular file.
    public var contents: @Sendable (_ path: String) throws(PublishError) -> [UInt8]
    /// Creates a new file that everyone can read, with the given modification time.
    ///
    /// The status is read back because file systems may store coarser times.
    public var create:
        @Sendable (_ path: String, _ bytes: [UInt8], _ modifiedNs: Int64) throws(PublishError) -> FileStatus
    /// Moves a file over another one in one step.
    public var rename: @Sendable (_ from: String, _ to: String) throws(PublishError) -> Void
    /// Deletes a file; `false` if there was none.
    public var delete: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// Creates a folder that everyone can enter; `false` if something with that name exists.
    public var makeFolder: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// Deletes a folder; `false` if it does not exist or is not empty.
    public var deleteFolder: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// The names in a folder, sorted, without `.` and `..`; empty if there is no such folder.
    public var names: @Sendable (_ path: String) throws(PublishError) -> [String]
    /// Returns when the bytes and the time of a file are on the disk.
    public var syncFile: @Sendable (_ path: String) throws(PublishError) -> Void
    /// Returns when the names in a folder are on the disk.
    public var syncFolder: @Sendable (_ path: String) throws(PublishError) -> Void
    /// Returns when everything written to the file system that holds a folder is on the disk.
    public var syncAll: @Sendable (_ folder: String) throws(PublishError) -> Void
}

/// What a file system says about one path.
public struct FileStatus: Hashable, Sendable {
    /// The kinds of things at a path.
    public enum Kind: Sendable {
        case file
        case folder
        case symbolicLink
        case other
    }

    /// The kind; a symbolic link is one, whatever it points to.
    public var kind: Kind
    /// The size of the file in bytes.
    public var size: Int64
    /// The modification time: nanoseconds since 1970.
    ///
    /// The least and the greatest number stand for all times beyond them: before September 1677 and after April 2262.
    public var modifiedNs: Int64
    /// Whether its owner may read it.
    public var isReadable: Bool

    /// Creates a status.
    public init(kind: Kind = .file, size: Int64, modifiedNs: Int64, isReadable: Bool = true) {
        self.kind = kind
        self.size = size
        self.modifiedNs = modifiedNs
        self.isReadable = isReadable
    }

    /// Whether ``modifiedNs`` is the exact time of the file.
    var hasTellableTime: Bool { modifiedNs > .min && modifiedNs < .max }
}
