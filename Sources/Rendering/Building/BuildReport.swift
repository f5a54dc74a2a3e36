public import SiteModel

/// What a build did: the `build` part of the JSON document.
public struct BuildReport: Hashable, Sendable, Encodable {
    /// A page that was not fresh, or that was named.
    public struct Page: Hashable, Sendable, Encodable {
        /// Relative to the output.
        public var path: String
        /// The state it was judged to be in.
        public var state: PageState
        /// Whether its file was replaced.
        public var written: Bool
        /// The size of the page in bytes; zero if there is none, or none was rendered.
        public var bytes: Int64
        /// Why it failed, or why a dry run would render it; `nil` otherwise.
        @Nullable public var reason: String?
        /// Why a dry run would act on the page; `nil` if the page could not be inspected.
        ///
        /// Not in the JSON document.
        public var verdict: PageVerdict?

        init(
            path: String, state: PageState, written: Bool = false, bytes: Int64 = 0, reason: String? = nil,
            verdict: PageVerdict? = nil
        ) {
            self.path = path
            self.state = state
            self.written = written
            self.bytes = bytes
            self.reason = reason
            self.verdict = verdict
        }

        private enum CodingKeys: String, CodingKey { case path, state, written, bytes, reason }
    }

    /// Pages whose file was written.
    public var written = 0
    /// Pages that were rendered but did not change.
    public var unchanged = 0
    /// Pages that were fresh and not rendered.
    public var fresh = 0
    /// Pages that were deleted.
    public var removed = 0
    /// Pages that could not be rendered, written or deleted; existing files stay.
    public var failed = 0
    /// Pages of users that were not fresh and not rendered, because the time of the run was over.
    public var left = 0
    /// Every page that was not fresh, or was named, in the order of the build.
    public var pages: [Page] = []

    /// Creates a report of a build that did nothing.
    public init() {}

    enum Outcome {
        case written
        case unchanged
        case removed
        case failed
        /// A dry run would have acted on the page.
        case planned
    }

    mutating func add(_ page: Page, _ outcome: Outcome) {
        switch outcome {
        case .written: written += 1
        case .unchanged: unchanged += 1
        case .removed: removed += 1
        case .failed: failed += 1
        case .planned: break
        }
        pages.append(page)
    }
}
