/// How a build goes about its pages.
public struct BuildOptions: Sendable {
    /// How long a page is taken to be right without another look.
    public var maxAge: Duration
    /// Renders every page, whatever its state.
    public var rendersAll: Bool
    /// Judges only; renders, writes and deletes nothing.
    public var isDryRun: Bool
    /// How many pages are rendered at once; the output does not depend on it.
    public var workers: Int
    /// Whether the report names pages that did not fail: needed for `--json`, and grows with the number of pages.
    public var listsPages: Bool
    /// After how many pages stage files are put in place: only so many records are held in memory.
    public var batchSize: Int

    /// Creates options; the defaults are those of `sitegen build`.
    public init(
        maxAge: Duration = .seconds(3600), rendersAll: Bool = false, isDryRun: Bool = false, workers: Int = 2,
        listsPages: Bool = true, batchSize: Int = 1024
    ) {
        self.maxAge = maxAge
        self.rendersAll = rendersAll
        self.isDryRun = isDryRun
        self.workers = max(1, workers)
        self.listsPages = listsPages
        self.batchSize = max(1, batchSize)
    }
}
