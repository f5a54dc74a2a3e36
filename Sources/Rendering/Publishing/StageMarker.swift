internal import Synchronization

/// A file in the output that says that there may be stage files.
///
/// It is created before a run's first stage file and deleted after the last. If a run finds one, the last run was
/// interrupted, and only then is it worth searching every folder for leftovers.
final class StageMarker: Sendable {
    let path: String
    private let isThere = Mutex(false)

    init(path: String) {
        self.path = path
    }

    /// Creates the marker and its folder, unless this run has done so.
    func raise(_ files: FileSystem, root: String) throws(PublishError) {
        // Several workers stage at once, so the lock is held while the first one creates it.
        try isThere.withLock { isThere throws(PublishError) in
            guard !isThere else { return }
            do throws(PublishError) {
                try Self.makeFolders(root, files)
                if try files.status(path) == nil { _ = try files.create(path, [], 0) }
            } catch {
                guard case .system(_, _, let code) = error else { throw error }
                // The marker is the first thing a run writes: if this fails, every page would fail.
                throw .unwritableOutput(path: root, code: code)
            }
            isThere = true
        }
    }

    /// Notes that an earlier run left a marker.
    func adopt() {
        isThere.withLock { $0 = true }
    }

    /// Deletes the marker, if there is one.
    func lower(_ files: FileSystem) throws(PublishError) {
        try isThere.withLock { isThere throws(PublishError) in
            guard isThere else { return }
            _ = try files.delete(path)
            isThere = false
        }
    }

    private static func makeFolders(_ path: String, _ files: FileSystem) throws(PublishError) {
        guard try files.status(path) == nil else { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolders(String(path[..<slash]), files)
        }
        _ = try files.makeFolder(path)
    }
}
