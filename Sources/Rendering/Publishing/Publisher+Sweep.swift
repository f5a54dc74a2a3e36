extension Publisher {
    /// How deep stage files can be: no path of the site has more folders.
    private static let depth = 3

    /// Deletes the stage files that a run which was cut off has left.
    ///
    /// Costs one call when the run before ended well. A folder that cannot be looked into, which may be somebody else's, keeps
    /// nothing else from being swept.
    ///
    /// - Throws: What stops the run.
    /// - Returns: What could not be swept, and why.
    func sweep() throws(PublishError) -> [(path: String, error: PublishError)] {
        guard try files.status(marker.path) != nil else { return [] }
        marker.adopt()
        var failures: [(path: String, error: PublishError)] = []
        try sweep("", depth: Self.depth, &failures)
        return failures
    }

    /// Takes note that no stage file is left.
    func end() throws(PublishError) {
        try marker.lower(files)
    }

    // `folder` is relative to the output, with a slash at its end; empty for the output itself.
    private func sweep(
        _ folder: String, depth: Int, _ failures: inout [(path: String, error: PublishError)]
    ) throws(PublishError) {
        var names: [String] = []
        try attempt(folder, &failures) { () throws(PublishError) in
            names = try files.names(folder.isEmpty ? root : absolute(String(folder.dropLast())))
        }
        for name in names {
            let path = folder + name
            var isFolder = false
            try attempt(path, &failures) { () throws(PublishError) in
                if SitePath.isStage(name) {
                    _ = try files.delete(absolute(path))
                } else if depth > 0, SitePath.isComponent(Substring(name).utf8) {
                    isFolder = try files.status(absolute(path))?.kind == .folder
                }
            }
            if isFolder { try sweep(path + "/", depth: depth - 1, &failures) }
        }
    }

    private func attempt(
        _ path: String, _ failures: inout [(path: String, error: PublishError)], _ body: () throws(PublishError) -> Void
    ) throws(PublishError) {
        do throws(PublishError) {
            try body()
        } catch {
            guard !error.stopsTheRun else { throw error }
            failures.append((path, error))
        }
    }
}
