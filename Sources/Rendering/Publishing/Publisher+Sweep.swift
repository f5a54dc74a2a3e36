extension Publisher {
    /// Whether a build was interrupted, or is under way.
    func mayHaveLeftovers() throws(PublishError) -> Bool { try files.status(marker.path) != nil }

    /// Deletes the stage files that an interrupted run left behind, and folders that hold nothing else.
    ///
    /// Costs one call if the last run ended well. A folder that cannot be read, which may be the operator's, does not
    /// stop the sweep.
    ///
    /// - Throws: What stops the run.
    /// - Returns: What could not be deleted, and why.
    func sweep() throws(PublishError) -> [(path: String, error: PublishError)] {
        guard try mayHaveLeftovers() else { return [] }
        marker.adopt()
        var sweep = Sweep(publisher: self)
        sweep.visit("", depth: SitePath.mostFolders)
        if let error = sweep.failures.first(where: { $0.error.stopsTheRun })?.error { throw error }
        return sweep.failures
    }

    /// Deletes the stage files in one folder of the output and its subfolders, and empty folders.
    ///
    /// - Returns: Why some could not be deleted.
    func sweep(folder: String) -> [PublishError] {
        var sweep = Sweep(publisher: self, takesEmptyFolders: true)
        sweep.enter(folder, depth: SitePath.mostFolders)
        return sweep.failures.map(\.error)
    }

    /// Records that no stage file is left.
    func end() throws(PublishError) {
        try marker.lower(files)
    }
}

/// Searches the output for stage files of this store.
///
/// Failures are collected and do not stop the search.
private struct Sweep {
    let publisher: Publisher
    /// Whether folders that were already empty, and may be the operator's, are deleted too.
    let takesEmptyFolders: Bool
    var failures: [(path: String, error: PublishError)] = []

    init(publisher: Publisher, takesEmptyFolders: Bool = false) {
        self.publisher = publisher
        self.takesEmptyFolders = takesEmptyFolders
    }

    /// Searches a folder, unless it is a link, and deletes it if it is then empty.
    ///
    /// - Returns: Whether it was deleted.
    @discardableResult
    mutating func enter(_ folder: String, depth: Int) -> Bool {
        let (files, path) = (publisher.files, publisher.absolute(folder))
        guard attempt(folder, { () throws(PublishError) in try files.status(path)?.kind == .folder }) == true,
            visit(folder + "/", depth: depth - 1) || takesEmptyFolders
        else { return false }
        return attempt(folder) { () throws(PublishError) in try files.deleteFolder(path) } ?? false
    }

    /// Searches a folder.
    ///
    /// - Parameters:
    ///   - folder: Relative to the output, with a slash at the end; empty for the output itself.
    ///   - depth: How many more levels of folders are searched.
    /// - Returns: Whether something in it was deleted.
    @discardableResult
    mutating func visit(_ folder: String, depth: Int) -> Bool {
        let files = publisher.files
        let path = folder.isEmpty ? publisher.root : publisher.absolute(String(folder.dropLast()))
        var deletedOne = false
        for name in attempt(folder, { () throws(PublishError) in try files.names(path) }) ?? [] {
            if publisher.names.isStage(name) {
                let stage = publisher.absolute(folder + name)
                let isDeleted = attempt(folder + name) { () throws(PublishError) in try files.delete(stage) }
                deletedOne = isDeleted == true || deletedOne
            } else if depth > 0, SitePath.isComponent(Substring(name).utf8) {
                deletedOne = enter(folder + name, depth: depth) || deletedOne
            }
        }
        return deletedOne
    }

    private mutating func attempt<Value>(_ path: String, _ body: () throws(PublishError) -> Value) -> Value? {
        do throws(PublishError) {
            return try body()
        } catch {
            failures.append((path, error))
            return nil
        }
    }
}
