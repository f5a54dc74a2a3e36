extension Publisher {
    /// How deep stage files can be: no path of the site has more folders.
    private static let depth = 3

    /// Deletes the stage files that a run which was cut off has left.
    ///
    /// Costs one call when the run before ended well.
    func sweep() throws(PublishError) {
        guard try files.status(marker.path) != nil else { return }
        marker.adopt()
        try sweep(root, depth: Self.depth)
    }

    /// Takes note that no stage file is left.
    func end() throws(PublishError) {
        try marker.lower(files)
    }

    private func sweep(_ folder: String, depth: Int) throws(PublishError) {
        for name in try files.names(folder) {
            let path = folder + "/" + name
            if SitePath.isStage(name) {
                _ = try files.delete(path)
            } else if depth > 0, SitePath.isComponent(Substring(name).utf8), try files.status(path)?.kind == .folder {
                try sweep(path, depth: depth - 1)
            }
        }
    }
}
