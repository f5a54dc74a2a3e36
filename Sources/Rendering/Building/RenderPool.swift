import SiteModel
import Synchronization

/// Renders and stages several pages at once; each worker reuses one buffer and one workspace.
struct RenderPool: Sendable {
    var publisher: Publisher
    var now: Instant
    var count: Int

    /// Renders and stages pages, at least one, until somebody else wants the turn.
    ///
    /// - Parameters:
    ///   - jobs: The pages.
    ///   - turn: The turn to publish.
    /// - Throws: What stops the build; none of these pages is then staged.
    /// - Returns: The steps of the first pages, each with its slot, in no order.
    func staged(_ jobs: ArraySlice<PageJob>, turn: SiteLock) async throws -> [(slot: Int, step: Step)] {
        let queue = JobQueue(jobs, turn: turn)
        var steps: [(slot: Int, step: Step)] = []
        var failure: (any Error)?
        await withTaskGroup(of: Shift.self) { group in
            for _ in 0..<min(count, jobs.count) { group.addTask { await work(on: queue) } }
            for await shift in group {
                steps += shift.steps
                failure = failure ?? shift.failure
            }
        }
        if let failure {
            publisher.discard(steps.compactMap(\.step.staged))
            throw failure
        }
        return steps
    }

    /// What one worker has done.
    private struct Shift: Sendable {
        var steps: [(slot: Int, step: Step)] = []
        var failure: (any Error)?
    }

    private func work(on queue: JobQueue) async -> Shift {
        var shift = Shift()
        var buffer = HTMLBuffer()
        let gzip = GzipEncoder()
        let workspace = PageWorkspace()
        while let jobs = queue.next() {
            for job in jobs {
                do {
                    try Task.checkCancellation()
                    shift.steps.append((job.slot, try await staged(job, &buffer, workspace, gzip)))
                } catch {
                    if error is CancellationError || (error as? PublishError)?.stopsTheRun == true {
                        queue.close()
                        shift.failure = error
                        return shift
                    }
                    shift.steps.append((job.slot, .afterError(error, of: job)))
                }
            }
        }
        return shift
    }

    private func staged(
        _ job: PageJob, _ buffer: inout HTMLBuffer, _ workspace: PageWorkspace, _ gzip: GzipEncoder
    ) async throws -> Step {
        buffer.removeAll()
        workspace.line = nil
        try await job.page.render(&buffer, workspace)
        let rendered = RenderedPage(
            path: job.page.path, owner: job.page.owner, bytes: buffer.bytes, fingerprint: job.page.fingerprint ?? [],
            record: job.page.record, file: job.file, line: workspace.line)
        return .staged(try publisher.stage(rendered, at: now, gzip: gzip), job)
    }
}

/// A queue of jobs: a worker takes one, and with it those that continue it.
private final class JobQueue: Sendable {
    private let jobs: [ArraySlice<PageJob>]
    private let turn: SiteLock
    private let taken = Atomic(0)

    init(_ jobs: ArraySlice<PageJob>, turn: SiteLock) {
        var parts: [ArraySlice<PageJob>] = []
        var start = jobs.startIndex
        for index in jobs.indices.dropFirst() where !jobs[index].page.continuesPrevious {
            parts.append(jobs[start..<index])
            start = index
        }
        self.jobs = parts + [jobs[start...]]
        self.turn = turn
    }

    func next() -> ArraySlice<PageJob>? {
        if taken.load(ordering: .relaxed) > 0, turn.isWanted { close() }
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < jobs.count ? jobs[index] : nil
    }

    /// Stops handing out jobs.
    func close() {
        taken.store(jobs.count, ordering: .relaxed)
    }
}
