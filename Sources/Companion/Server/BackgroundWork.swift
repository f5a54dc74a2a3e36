import Logging
import Synchronization

/// Work that goes on after a request was answered, and that the program finishes before it ends.
final class BackgroundWork: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var next = 0
        /// Whether the time of the shutdown is over.
        var isOver = false
    }

    private let state = Mutex(State())
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// Starts some work; an error is logged, and the next run of the site makes up for it.
    ///
    /// After the time of the shutdown nothing is started.
    func start(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
        state.withLock { state in
            guard !state.isOver else { return }
            let number = state.next
            state.next += 1
            state.tasks[number] = Task {
                do {
                    try await body()
                } catch {
                    logger.error("\(name) failed", metadata: ["error": "\(error)"])
                }
                self.state.withLock { $0.tasks[number] = nil }
            }
        }
    }

    /// Waits until all is done, and cancels what is not done in time.
    ///
    /// - Parameter limit: What is cancelled then, the next run of the site makes up for.
    func finish(within limit: Duration) async {
        let timer = Task {
            // The time limit of the shutdown; it is cancelled when all is done.
            try await Task.sleep(for: limit)
            let left = state.withLock { state in
                state.isOver = true
                return Array(state.tasks.values)
            }
            for task in left { task.cancel() }
        }
        while let task = state.withLock({ $0.tasks.values.first }) { await task.value }
        timer.cancel()
    }
}
