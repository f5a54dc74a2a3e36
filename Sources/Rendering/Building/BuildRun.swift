import SiteModel

/// One build: judges the pages it is given, renders those that are not fresh, and publishes them.
///
/// It does not know what a page shows. Pages may come in portions of any size and are published in their order, so the
/// files that others refer to (assets) come first. Apart from the report's list, memory use does not depend on the
/// number of pages.
struct BuildRun: Sendable {
    /// The report so far; complete after ``finish(retiring:)``.
    private(set) var report = BuildReport()

    private let publisher: Publisher
    private let maxAge: Duration
    private let rendersAll: Bool
    private let isDryRun: Bool
    private let now: Instant
    private let workers: Int
    private let batchSize: Int
    private var window: [Step] = []
    private var hasBegun = false
    /// Whether this run wrote an asset.
    private var wroteAsset = false

    /// Creates a build.
    ///
    /// - Parameters:
    ///   - publisher: Where the pages go.
    ///   - maxAge: How long a page counts as fresh without being checked again.
    ///   - rendersAll: Whether every page is rendered, regardless of its state.
    ///   - isDryRun: Whether pages are only judged: nothing is rendered, written or deleted.
    ///   - now: The present moment for the whole build.
    ///   - workers: How many pages are rendered at once; the output does not depend on it.
    ///   - batchSize: How many pages are staged before they are put in place; no more records than that are held in
    ///     memory.
    init(
        publisher: Publisher, maxAge: Duration, rendersAll: Bool = false, isDryRun: Bool = false, now: Instant,
        workers: Int = 2, batchSize: Int = 1024
    ) {
        self.publisher = publisher
        self.maxAge = maxAge
        self.rendersAll = rendersAll
        self.isDryRun = isDryRun
        self.now = now
        self.workers = workers
        self.batchSize = batchSize
    }

    /// What this build would do about a page, and why.
    func verdict(of page: PageSource) throws -> PageVerdict {
        verdict(of: page, file: try publisher.status(of: page.path))
    }

    /// Judges pages, deletes those that are hidden, and renders those that are not fresh.
    ///
    /// A failed page is in the report and does not stop the others. Pages may not be put in place until
    /// ``finish(retiring:)``.
    ///
    /// - Parameter pages: In the order in which they are published; each path at most once per build.
    /// - Throws: What stops the build: a full disk, a store that cannot be written, cancellation.
    mutating func revalidate(_ pages: [PageSource]) async throws {
        if !hasBegun { try begin() }
        var rest = pages[...]
        while !rest.isEmpty {
            let portion = rest.prefix(batchSize)
            rest = rest.dropFirst(portion.count)
            try await revalidate(portion: portion)
        }
    }

    /// Puts the last pages in place.
    ///
    /// - Parameter assets: After a run over all pages, the recorded assets that are not in use. They are deleted once
    ///   no page uses them; see ``SiteAssets`` for when that is.
    /// - Returns: The report.
    /// - Throws: What stops the build.
    mutating func finish(retiring assets: [SitePath] = []) async throws -> BuildReport {
        guard !isDryRun else { return report }
        try await commit()
        if report.failed == 0, !wroteAsset {
            add(try await remove(assets).compactMap(\.self))
        }
        try publisher.end()
        return report
    }

    /// Puts staged pages in place now, so that later pages can refer to them.
    mutating func commit() async throws {
        let steps = window
        window = []
        let failures = try await publisher.commit(steps.compactMap(\.staged))
        var index = 0
        for step in steps {
            switch step {
            case .done(let page, let outcome): report.add(page, outcome)
            case .staged(let staged, let state):
                add(staged, state, failure: failures[index])
                index += 1
            }
        }
    }

    private mutating func begin() throws {
        hasBegun = true
        guard !isDryRun else { return try publisher.requireOutput() }
        for (path, error) in try publisher.sweep() {
            report.add(.init(path: path, state: .hidden, reason: "\(error)"), .failed)
        }
    }

    private mutating func revalidate(portion: ArraySlice<PageSource>) async throws {
        var steps = [Step?](repeating: nil, count: portion.count)
        var jobs: [PageJob] = []
        var hidden: [PageJob] = []
        for (slot, page) in portion.enumerated() {
            do throws(PublishError) {
                let file = try publisher.status(of: page.path)
                let verdict = verdict(of: page, file: file)
                let job = PageJob(slot: slot, page: page, verdict: verdict, file: file)
                switch verdict.state {
                case .hidden: hidden.append(job)
                case .fresh where !rendersAll && !page.isNamed: report.fresh += 1
                default: jobs.append(job)
                }
            } catch {
                guard !error.stopsTheRun else { throw error }
                let state: PageState = page.fingerprint == nil ? .hidden : .missing
                steps[slot] = .failed(page.path, state, error)
            }
        }
        if isDryRun {
            for job in jobs + hidden { steps[job.slot] = job.planned }
            return add(steps.compactMap(\.self))
        }
        // Hidden pages are deleted before anything else is done.
        for (job, step) in zip(hidden, try await remove(hidden.map(\.page.path))) { steps[job.slot] = step }
        do {
            let rendering = RenderPool(publisher: publisher, now: now, count: workers)
            for (slot, step) in try await rendering.staged(jobs) { steps[slot] = step }
        } catch {
            publisher.discard(window.compactMap(\.staged))
            throw error
        }
        window += steps.compactMap(\.self)
        if window.count >= batchSize { try await commit() }
    }

    /// Deletes pages; a page that had only a record gives no step.
    private func remove(_ paths: [SitePath]) async throws -> [Step?] {
        let results = try await publisher.remove(paths)
        return try zip(paths, results).map { path, result in
            switch result {
            case .success(true): return .removed(path)
            case .success(false): return nil
            case .failure(let error):
                guard !error.stopsTheRun else { throw error }
                return .failed(path, .hidden, error)
            }
        }
    }

    private func verdict(of page: PageSource, file: FileStatus?) -> PageVerdict {
        .judge(record: page.record, file: file, fingerprint: page.fingerprint, maxAge: maxAge, now: now)
    }

    private mutating func add(_ steps: [Step]) {
        for case .done(let page, let outcome) in steps { report.add(page, outcome) }
    }

    private mutating func add(_ page: StagedPage, _ state: PageState, failure: PublishError?) {
        guard failure == nil else { return add([.failed(page.path, state, failure)]) }
        if page.replacesPage, page.path.isAsset { wroteAsset = true }
        let entry = BuildReport.Page(
            path: page.path.rawValue, state: state, written: page.replacesPage, bytes: page.record.size)
        report.add(entry, page.replacesPage ? .written : .unchanged)
    }
}
