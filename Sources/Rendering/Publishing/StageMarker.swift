internal import Synchronization

/// A file in the output that says: there may be stage files.
///
/// Made before the first stage file of a run and deleted after the last: if a run finds one, the run before was cut off, and
/// only then is it worth looking into every folder for what it left.
final class StageMarker: Sendable {
    let path: String
    private let isThere = Mutex(false)

    init(path: String) {
        self.path = path
    }

    /// Makes the marker, and the folder it is in, unless this run has done so.
    func raise(_ files: FileSystem, root: String) throws(PublishError) {
        // Several workers stage at once: the lock is held while the first one makes it.
        try isThere.withLock { isThere throws(PublishError) in
            guard !isThere else { return }
            do throws(PublishError) {
                try Self.makeFolders(root, files)
                if try files.status(path) == nil { _ = try files.create(path, [], 0) }
            } catch {
                guard case .system(_, _, let code) = error else { throw error }
                // The first thing a run writes: what fails here fails for every page.
                throw .unwritableOutput(path: root, code: code)
            }
            isThere = true
        }
    }

    /// Takes note of a marker that an earlier run left.
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
