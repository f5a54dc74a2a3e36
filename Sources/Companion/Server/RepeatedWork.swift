import Synchronization

/// Work after a change, done once for many changes that come close together.
final class RepeatedWork: Sendable {
    private enum State {
        case idle
        case busy
        case busyAndWanted
    }

    private let state = Mutex(State.idle)
    private let work: BackgroundWork
    private let name: String
    private let body: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - name: What it is called in the log.
    ///   - work: Finishes it before the program ends.
    ///   - body: The work; of two calls, the second begins when the first has ended.
    init(_ name: String, _ work: BackgroundWork, _ body: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.work = work
        self.body = body
    }

    /// Does the work soon; it sees what was changed before this call.
    func request() {
        let starts = state.withLock { state in
            defer { state = state == .idle ? .busy : .busyAndWanted }
            return state == .idle
        }
        guard starts else { return }
        work.start(name) {
            do {
                repeat {
                    try Task.checkCancellation()
                    try await self.body()
                } while self.isWantedAgain()
            } catch {
                // A change that came meanwhile still needs it.
                if self.isWantedAgain() { self.state.withLock { $0 = .idle }; self.request() }
                throw error
            }
        }
    }

    private func isWantedAgain() -> Bool {
        state.withLock { state in
            defer { state = state == .busyAndWanted ? .busy : .idle }
            return state == .busyAndWanted
        }
    }
}
