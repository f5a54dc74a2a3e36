package import SiteModel
import Synchronization

/// A clock that moves only by sleeping on it, or by `advance(by:)`.
///
/// By default a sleep ends at once, moves the time and is remembered. A clock that does not move by itself holds its
/// sleepers until they are cancelled.
package final class ManualClock: Clock {
    package struct Instant: InstantProtocol {
        var offset: Duration = .zero

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant()
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())
    private let movesByItself: Bool
    private let start: SiteModel.Instant
    /// Yields an element whenever a sleep begins.
    package let begun: AsyncStream<Duration>
    private let beginning: AsyncStream<Duration>.Continuation

    package init(start: SiteModel.Instant = .sample, movesByItself: Bool = true) {
        self.start = start
        self.movesByItself = movesByItself
        (begun, beginning) = AsyncStream.makeStream()
    }

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .zero }
    /// The durations slept, in order.
    package var sleeps: [Duration] { state.withLock { $0.sleeps } }
    /// The same time as a wall clock.
    package var wall: WallClock { WallClock { self.start + self.now.offset } }

    package func advance(by duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let duration = state.withLock { state in
            let duration = state.now.duration(to: deadline)
            state.sleeps.append(duration)
            if movesByItself { state.now = max(state.now, deadline) }
            return duration
        }
        beginning.yield(duration)
        guard !movesByItself else { return }
        // A stream without elements ends only with its task.
        for await _ in AsyncStream(Never.self, { _ in }) {}
        try Task.checkCancellation()
    }
}

extension Instant {
    /// 2026-11-22T10:00:00Z.
    package static let sample = Instant(seconds: 1_795_341_600)
}
