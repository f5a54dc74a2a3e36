/// Every file operation the site is published with, as one value.
///
/// Each closure is one step that can fail on its own, so a test can fail or cut off the n-th of them. Paths are absolute
/// or relative to the working folder; none of the closures follows a symbolic link in the last component.
public struct FileSystem: Sendable {
    /// What is at a path, without following a link; `nil` for nothing.
    public var status: @Sendable (_ path: String) throws(PublishError) -> FileStatus?
    /// All bytes of a regular file.
    public var contents: @Sendable (_ path: String) throws(PublishError) -> [UInt8]
    /// Makes a file that was not there, readable by all, with the time of change it is to have.
    ///
    /// The status is read back, because a file system may keep times more coarsely than it is told.
    public var create:
        @Sendable (_ path: String, _ bytes: [UInt8], _ modifiedNs: Int64) throws(PublishError) -> FileStatus
    /// Moves a file over another one in one step.
    public var rename: @Sendable (_ from: String, _ to: String) throws(PublishError) -> Void
    /// Deletes a file; `false` when there was none.
    public var delete: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// Makes a folder that all can enter; `false` when something of that name is there already.
    public var makeFolder: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// Deletes a folder; `false` when it is not there or not empty.
    public var deleteFolder: @Sendable (_ path: String) throws(PublishError) -> Bool
    /// The names in a folder, sorted, without `.` and `..`; empty when there is no such folder.
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
    /// The sorts of things a path can lead to.
    public enum Kind: Sendable {
        case file
        case folder
        case symbolicLink
        case other
    }

    /// What it is; a symbolic link is one, whatever it leads to.
    public var kind: Kind
    /// Bytes of the file.
    public var size: Int64
    /// When its bytes were last changed: nanoseconds since 1970.
    ///
    /// The least and the greatest number stand for all dates beyond them: before September 1677 and after April 2262.
    public var modifiedNs: Int64

    /// Creates a status.
    public init(kind: Kind = .file, size: Int64, modifiedNs: Int64) {
        self.kind = kind
        self.size = size
        self.modifiedNs = modifiedNs
    }

    /// Whether ``modifiedNs`` is the very time of the file.
    var hasTellableTime: Bool { modifiedNs > .min && modifiedNs < .max }
}
