#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a file of the site could not be published.
public enum PublishError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operating system refused; `action` is a verb for "cannot … path".
    case system(action: String, path: String, code: Int32)
    /// Nothing can be written to the output folder.
    case unwritableOutput(path: String, code: Int32)
    /// A folder or a page in the output is a symbolic link, which is never followed.
    case symbolicLink(path: String)
    /// Something other than a file is in the place of a page, or something other than a folder in the place of a
    /// folder.
    case occupied(path: String)
    /// A file that no build has recorded is in the place of a page; it belongs to the operator.
    case unrecorded(path: String)
    /// The path is not one that sitegen writes.
    case malformedPath(String)
    /// There is no memory for compressing.
    case compression(path: String)
    /// Several errors.
    indirect case several([PublishError])

    /// `nil` for no error, the error itself for one.
    init?(collecting errors: [PublishError]) {
        guard let first = errors.first else { return nil }
        self = errors.count == 1 ? first : .several(errors)
    }

    /// Something other than a folder is in the place of the output.
    static func noFolder(_ output: String) -> PublishError { .unwritableOutput(path: output, code: ENOTDIR) }

    /// Whether other pages would fail too, so that the run has to stop.
    public var stopsTheRun: Bool {
        switch self {
        case .system(_, _, let code): [ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM, ENODEV].contains(code)
        case .compression, .unwritableOutput: true
        case .symbolicLink, .occupied, .unrecorded, .malformedPath: false
        case .several(let errors): errors.contains(where: \.stopsTheRun)
        }
    }

    /// Whether a file could not be created because one with that name exists.
    var isForWhatIsThere: Bool {
        guard case .system(_, _, EEXIST) = self else { return false }
        return true
    }

    /// What could not be done, to which path, why, and what to do about it.
    public var description: String {
        switch self {
        case .system(let action, let path, let code):
            "cannot \(action) '\(path)': \(Self.text(code)); \(Self.advice(code, to: action))"
        case .unwritableOutput(let path, let code):
            "cannot write to the output folder '\(path)': \(Self.text(code)); \(Self.advice(code))"
        case .symbolicLink(let path):
            "'\(path)' is a symbolic link, which sitegen does not follow; put what it leads to in its place"
        case .occupied(let path):
            "'\(path)' is in the way and not made by sitegen; move it elsewhere"
        case .unrecorded(let path):
            "'\(path)' is in the way and not made by sitegen, as far as this database knows; move it elsewhere, or put back the "
                + "database that knows it"
        case .several(let errors): errors.map(\.description).joined(separator: "\n")
        case .malformedPath(let path):
            "'\(path)' cannot be a path in the output: use a-z, 0-9, '-' and '.', not beginning with '.', "
                + "not ending with '.gz', in at most \(SitePath.mostFolders) folders"
        case .compression(let path):
            "cannot compress '\(path)' without memory; free some, or set build.precompress to none"
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func advice(_ code: Int32, to action: String = "write") -> String {
        switch code {
        case ENOSPC, EDQUOT: "free space, then run again; the pages that are there were left whole"
        case EROFS: "remount the file system for writing, or choose another output folder"
        case EACCES, EPERM:
            ["read", "look at", "list the folder"].contains(action)
                ? "give the user that runs sitegen the right to read it"
                : "give the user that runs sitegen the right to write there"
        case EIO: "check the disk; the pages that are there were left whole"
        case EMFILE, ENFILE: "raise the limit of open files, then run again"
        case ENOTDIR, EISDIR, EEXIST, ENOTEMPTY: "move what is there elsewhere"
        default: "look at the path, then run again"
        }
    }
}
