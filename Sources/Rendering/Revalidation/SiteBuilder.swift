public import SiteModel

/// One build: judges the pages it is given, renders those that are not fresh, and publishes them.
///
/// Knows nothing of what a page shows. They come in portions of any size, and pages appear in their order, so what others
/// refer to (assets) comes first. Memory does not grow with the number of pages, but for the report's list.
public struct SiteBuilder: Sendable {
    /// What was done so far; complete after ``finish(retiring:)``.
    public private(set) var report = BuildReport()

    private let publisher: Publisher
    private let options: BuildOptions
    private let now: Instant
    private var window: [Step] = []
    private var isSwept = false
    /// Whether an asset is new in this run.
    private var wroteAsset = false

    /// Creates a build.
    ///
    /// - Parameters:
    ///   - publisher: Where the pages go.
    ///   - options: How to go about it.
    ///   - now: The one moment that counts as now in this build.
    public init(publisher: Publisher, options: BuildOptions, now: Instant) {
        self.publisher = publisher
        self.options = options
        self.now = now
    }

    /// What this build would do about a page, and why.
    public func judgement(of page: PageSource) throws -> PageJudgement {
        judgement(of: page, file: try publisher.status(of: page.path))
    }

    /// Judges pages, deletes those that are hidden, and renders those that are not fresh.
    ///
    /// A page that fails is in the report; the others go on. Pages may wait for ``finish(retiring:)`` to be put in place.
    ///
    /// - Parameter pages: In the order in which they are to appear. A path comes up only once in a build.
    /// - Throws: What stops the build: a full disk, a store that cannot be written, cancellation.
    public mutating func revalidate(_ pages: [PageSource]) async throws {
        if !isSwept, !options.isDryRun {
            for (path, error) in try publisher.sweep() {
                let leftover = BuildReport.Page(path: path, state: .hidden, reason: "\(error)")
                report.add(leftover, .failed, isListed: true)
            }
            isSwept = true
        }
        var rest = pages[...]
        while !rest.isEmpty {
            let portion = rest.prefix(options.batchSize)
            rest = rest.dropFirst(portion.count)
            try await revalidate(portion: portion)
        }
    }

    /// Puts the last pages in place.
    ///
    /// - Parameter assets: After a run over every page there is, the assets in use: those that no page uses are deleted then. `nil`
    ///   after a run over some pages. See ``SiteAssets`` for when that happens.
    /// - Returns: The report.
    /// - Throws: What stops the build.
    public mutating func finish(retiring assets: SiteAssets? = nil) async throws -> BuildReport {
        guard !options.isDryRun else { return report }
        try await commit()
        if let assets, report.failed == 0, !wroteAsset {
            try await retire(publisher.retiredAssets(besides: assets))
        }
        try publisher.end()
        return report
    }

    /// Puts what is staged in place now, so that what follows can refer to it.
    public mutating func commit() async throws {
        let steps = window
        window = []
        let failures = try await publisher.commit(steps.compactMap(\.staged))
        var index = 0
        for step in steps {
            switch step {
            case .done(let page, let outcome): report.add(page, outcome, isListed: options.listsPages)
            case .staged(let staged, let state):
                add(staged, state, failure: failures[index])
                index += 1
            }
        }
    }

    private mutating func revalidate(portion: ArraySlice<PageSource>) async throws {
        var steps = [Step?](repeating: nil, count: portion.count)
        var jobs: [PageJob] = []
        var hidden: [PageJob] = []
        for (slot, page) in portion.enumerated() {
            do throws(PublishError) {
                let file = try publisher.status(of: page.path)
                let judgement = judgement(of: page, file: file)
                let job = PageJob(slot: slot, page: page, judgement: judgement, file: file)
                switch judgement.state {
                case .hidden: hidden.append(job)
                case .fresh where !options.rendersAll && !page.isNamed: report.fresh += 1
                default: jobs.append(job)
                }
            } catch {
                guard !error.stopsTheRun else { throw error }
                let state: PageState = page.fingerprint == nil ? .hidden : .missing
                steps[slot] = .failed(page.path, state, error)
            }
        }
        if options.isDryRun {
            for job in jobs + hidden.filter({ $0.page.record != nil || $0.file != nil }) {
                steps[job.slot] = job.planned
            }
            return add(steps.compactMap(\.self))
        }
        // What its owner has hidden goes before anything else is done.
        for (job, step) in zip(hidden, try await remove(hidden)) { steps[job.slot] = step }
        do {
            for (slot, step) in try await PageWorkers(publisher: publisher, now: now, count: options.workers).staged(
                jobs)
            {
                steps[slot] = step
            }
        } catch {
            publisher.discard(window.compactMap(\.staged))
            throw error
        }
        window += steps.compactMap(\.self)
        if window.count >= options.batchSize { try await commit() }
    }

    private mutating func retire(_ paths: [SitePath]) async throws {
        // Whether there is a record of each does not matter: to delete one that is not there costs nothing.
        let results = try await publisher.remove(paths.map { ($0, true) })
        for (path, result) in zip(paths, results) {
            switch result {
            case .success: add([.done(.init(path: path.rawValue, state: .hidden), .removed)])
            case .failure(let error): add([.failed(path, .hidden, error)])
            }
        }
    }

    /// Deletes pages; a page of which there was nothing gives no step.
    private func remove(_ jobs: [PageJob]) async throws -> [Step?] {
        let results = try await publisher.remove(jobs.map { ($0.page.path, $0.page.record != nil) })
        return zip(jobs, results).map { job, result in
            switch result {
            case .success(true): .done(.init(path: job.page.path.rawValue, state: .hidden), .removed)
            case .success(false): nil
            case .failure(let error): .failed(job.page.path, .hidden, error)
            }
        }
    }

    private func judgement(of page: PageSource, file: FileStatus?) -> PageJudgement {
        .judge(
            record: page.record, file: file, variants: .unchecked, fingerprint: page.fingerprint,
            maxAge: options.maxAge,
            now: now)
    }

    private mutating func add(_ steps: [Step]) {
        for case .done(let page, let outcome) in steps { report.add(page, outcome, isListed: options.listsPages) }
    }

    private mutating func add(_ page: StagedPage, _ state: PageState, failure: PublishError?) {
        guard failure == nil else { return add([.failed(page.path, state, failure)]) }
        if page.replacesPage, page.path.isAsset { wroteAsset = true }
        let entry = BuildReport.Page(
            path: page.path.rawValue, state: state, written: page.replacesPage, bytes: page.record.size)
        report.add(entry, page.replacesPage ? .written : .unchanged, isListed: options.listsPages)
    }
}
