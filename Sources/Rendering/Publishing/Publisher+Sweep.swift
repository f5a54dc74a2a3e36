extension Publisher {
    /// Deletes the stage files that a run which was cut off has left, and folders that hold nothing else.
    ///
    /// Costs one call when the run before ended well. A folder that cannot be looked into, which may be somebody else's, keeps
    /// nothing else from being swept.
    ///
    /// - Throws: What stops the run.
    /// - Returns: What could not be swept, and why.
    func sweep() throws(PublishError) -> [(path: String, error: PublishError)] {
        guard try files.status(marker.path) != nil else { return [] }
        marker.adopt()
        var sweep = Sweep(publisher: self)
        sweep.visit("", depth: SitePath.mostFolders)
        if let error = sweep.failures.first(where: { $0.error.stopsTheRun })?.error { throw error }
        return sweep.failures
    }

    /// Deletes the stage files in one folder of the output and in those in it, and folders that are empty.
    ///
    /// - Returns: Why some could not be deleted.
    func sweep(folder: String) -> [PublishError] {
        var sweep = Sweep(publisher: self, takesEmptyFolders: true)
        sweep.enter(folder, depth: SitePath.mostFolders)
        return sweep.failures.map(\.error)
    }

    /// Takes note that no stage file is left.
    func end() throws(PublishError) {
        try marker.lower(files)
    }
}

/// A way through the output in search of stage files.
///
/// What fails is remembered, and the rest goes on.
private struct Sweep {
    let publisher: Publisher
    /// Whether a folder goes that was empty before, and so may be the operator's.
    let takesEmptyFolders: Bool
    var failures: [(path: String, error: PublishError)] = []

    init(publisher: Publisher, takesEmptyFolders: Bool = false) {
        self.publisher = publisher
        self.takesEmptyFolders = takesEmptyFolders
    }

    /// Looks into a folder, unless it is a link; deletes it when nothing is left in it.
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

    /// Looks through a folder.
    ///
    /// - Parameters:
    ///   - folder: Relative to the output, with a slash at its end; empty for the output itself.
    ///   - depth: How many more folders are entered on the way down.
    /// - Returns: Whether something in it was deleted.
    @discardableResult
    mutating func visit(_ folder: String, depth: Int) -> Bool {
        let files = publisher.files
        let path = folder.isEmpty ? publisher.root : publisher.absolute(String(folder.dropLast()))
        var deletedOne = false
        for name in attempt(folder, { () throws(PublishError) in try files.names(path) }) ?? [] {
            if SitePath.isStage(name) {
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
