import SiteModel

/// One build: judges the pages it is given, renders those that are not fresh, and publishes them.
///
/// It does not know what a page shows. Pages may come in portions of any size and are published in their order, so the
/// files that others refer to (assets) come first. Apart from the report's list, memory use does not depend on the
/// number of pages.
///
/// Pages are judged at any time, but staged and put in place in turns, which other programs take as well. A page that is
/// not the same any more when a turn begins or when its batch is put in place is left to the program that changed it.
struct BuildRun: Sendable {
    /// The report so far; complete after ``finish(retiring:)``.
    var report = BuildReport()

    let publisher: Publisher
    let turns: PublishTurns
    let maxAge: Duration
    let rendersAll: Bool
    let isDryRun: Bool
    let now: Instant
    private let workers: Int
    private let batchSize: Int
    private var window: [Step] = []
    /// Held from the first page that is staged to the end of the batch.
    var turn: SiteLock?
    private var hasBegun = false
    /// Whether a page that lists users was left out, because the list has changed meanwhile.
    var hasStaleLists = false
    /// Whether the time of the run is over.
    var isOver: @Sendable () -> Bool = { false }
    /// The users whose pages were left to the next run and are not there yet.
    var ownersWithoutPage: Set<Int64> = []
    /// Whether this run wrote an asset.
    private var wroteAsset = false

    /// Creates a build.
    ///
    /// - Parameters:
    ///   - publisher: Where the pages go.
    ///   - turns: How it takes turns with other programs.
    ///   - maxAge: How long a page counts as fresh without being checked again.
    ///   - rendersAll: Whether every page is rendered, regardless of its state.
    ///   - isDryRun: Whether pages are only judged: nothing is rendered, written or deleted.
    ///   - now: The present moment for the whole build.
    ///   - workers: How many pages are rendered at once; the output does not depend on it.
    ///   - batchSize: How many pages are staged before they are put in place; no more records than that are held in
    ///     memory.
    init(
        publisher: Publisher, turns: PublishTurns, maxAge: Duration, rendersAll: Bool = false, isDryRun: Bool = false,
        now: Instant,
        workers: Int = 2, batchSize: Int = 1024
    ) {
        self.publisher = publisher
        self.turns = turns
        self.maxAge = maxAge
        self.rendersAll = rendersAll
        self.isDryRun = isDryRun
        self.now = now
        self.workers = workers
        self.batchSize = batchSize
    }

    /// Judges pages, deletes those that are hidden, and renders those that are not fresh.
    ///
    /// A failed page is in the report and does not stop the others. Pages may not be put in place until
    /// ``finish(retiring:)``.
    ///
    /// - Parameters:
    ///   - pages: In the order in which they are published; each path at most once per build.
    ///   - fresh: How many pages ``isFresh`` was true of; they are not among `pages`.
    /// - Throws: What stops the build: a full disk, a store that cannot be written, cancellation.
    mutating func revalidate(_ pages: [PageSource], fresh: Int = 0) async throws {
        do {
            if !hasBegun { try await begin() }
            report.fresh += fresh
            // Somebody may wait for the turn, also where all pages are fresh.
            if turn?.isWanted == true { try await commit() }
            var rest = pages[...]
            while !rest.isEmpty {
                let portion = rest.prefix(batchSize)
                rest = rest.dropFirst(portion.count)
                try await revalidate(portion: portion)
            }
        } catch {
            abandon()
            throw error
        }
    }

    /// Gives up what is staged, after an error anywhere in the build.
    mutating func abandon() {
        let isClean = publisher.discard(window.compactMap(\.staged))
        window = []
        if isClean, turn != nil { try? publisher.end() }  // otherwise the next build sweeps
        endTurn()
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
        if hasReplacedAssets, !assets.isEmpty {
            let turn = try await turns.take()
            defer { turn.release() }
            add(try await remove(assets).compactMap(\.self))
        }
        return report
    }

    /// Whether, after a run over all pages, none loads an asset that is not in use any more; see ``SiteAssets``.
    var hasReplacedAssets: Bool { !isDryRun && report.failed == 0 && report.left == 0 && !wroteAsset }

    /// Puts staged pages in place now, so that later pages can refer to them, and ends the turn.
    mutating func commit() async throws {
        let steps = window
        window = []
        defer { endTurn() }
        let staged = steps.compactMap(\.staged)
        let kept = try await current(steps.compactMap(\.job), staged)
        let failures = Dictionary(uniqueKeysWithValues: zip(kept.map(\.path), try await publisher.commit(kept)))
        for step in steps {
            switch step {
            case .done(let page, let outcome): report.add(page, outcome)
            case .staged(let page, let job):
                if let failure = failures[page.path] { add(page, job.verdict.state, failure: failure) }
            }
        }
        try publisher.end()
    }

    private mutating func endTurn() {
        turn?.release()
        turn = nil
    }

    private mutating func begin() async throws {
        hasBegun = true
        guard !isDryRun else { return try publisher.requireOutput() }
        guard try publisher.mayHaveLeftovers() else { return }
        // While somebody publishes, these are no leftovers.
        let turn = try await turns.take()
        defer { turn.release() }
        for (path, error) in try publisher.sweep() {
            report.add(.init(path: path, state: .hidden, reason: "\(error)"), .failed)
        }
        try publisher.end()
    }

    private mutating func revalidate(portion: ArraySlice<PageSource>) async throws {
        let portion = portion.filter { !$0.isFormer }
        // Between two portions nothing may be left to render for long.
        if turn?.isWanted == true { try await commit() }
        var steps = [Step?](repeating: nil, count: portion.count)
        var jobs: [PageJob] = []
        var hidden: [PageJob] = []
        let files = try await portion.map(\.path).concurrentMap(tasks: workers) { [publisher] path in
            Result { () throws(PublishError) in try publisher.status(of: path) }
        }
        for (slot, (page, file)) in zip(portion, files).enumerated() {
            do throws(PublishError) {
                let file = try file.get()
                let verdict = verdict(of: page, file: file)
                switch verdict.state {
                case .fresh where !isWanted(page): report.fresh += 1
                case .hidden: hidden.append(PageJob(slot: slot, page: page, verdict: verdict, file: file))
                default: jobs.append(PageJob(slot: slot, page: page, verdict: verdict, file: file))
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
        if isOver() { leaveToNextRun(&jobs) }
        // Hidden pages are deleted before anything else is done.
        try await takeTurn(for: &hidden, &jobs)
        for (job, step) in zip(hidden, try await remove(hidden.map(\.page.path))) { steps[job.slot] = step }
        // What was planned first is in the report first, in however many turns it is done.
        var done = 0
        while let turn, !jobs.isEmpty {
            let rendered = try await RenderPool(publisher: publisher, now: now, count: workers)
                .staged(jobs[...], turn: turn)
            for (slot, step) in rendered { steps[slot] = step }
            jobs.removeFirst(rendered.count)
            let end = jobs.first?.slot ?? steps.count
            window += steps[done..<end].compactMap(\.self)
            done = end
            if window.count >= batchSize || turn.isWanted {
                try await commit()
                var none: [PageJob] = []
                try await takeTurn(for: &none, &jobs)
            }
        }
        window += steps[done...].compactMap(\.self)
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
