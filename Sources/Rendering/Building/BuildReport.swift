public import SiteModel

/// What a build did: the `build` part of the JSON document.
public struct BuildReport: Hashable, Sendable, Encodable {
    /// A page that was not fresh, or that was asked for.
    public struct Page: Hashable, Sendable, Encodable {
        /// Relative to the output.
        public var path: String
        /// What it was judged to be.
        public var state: PageState
        /// Whether its file was replaced.
        public var written: Bool
        /// Bytes of the page; zero when there is none, or none was made.
        public var bytes: Int64
        /// Why it failed, or why it would be rendered if this were not a dry run; `nil` otherwise.
        @Nullable public var reason: String?
        /// Why a dry run would do something about the page; `nil` where it could not be looked at.
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

    /// Pages whose file is new.
    public var written = 0
    /// Pages that were rendered and came out as they were.
    public var unchanged = 0
    /// Pages that were not looked at further.
    public var fresh = 0
    /// Pages that were deleted.
    public var removed = 0
    /// Pages that could not be rendered, written or deleted; what was there stays.
    public var failed = 0
    /// Every page that was not fresh, in the order in which the build was given them.
    public var pages: [Page] = []

    /// Creates a report of a build that did nothing.
    public init() {}

    enum Outcome {
        case written
        case unchanged
        case removed
        case failed
        /// A dry run would have done something.
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
