import SiteModel
import SpotifySimulator
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

/// A run whose time is over begins no other user.
@Suite struct SyncDeadlineTests {
    /// The time is over when this many users were begun.
    private func over(after users: Int) -> @Sendable () -> Bool {
        let asked = Box()
        return { asked.next() > users }
    }

    private final class Box: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }

    @Test func `those left are counted, and the next run does them`() async throws {
        try await SyncBench.run(users: 4) { bench in
            let runner = bench.runner(settings: SyncSettings(concurrency: 1))
            let names = (0..<4).map(bench.name).sorted()
            let first = try await runner.run(isOver: over(after: 3))
            #expect(first.users.map(\.username) == Array(names.prefix(3)))
            #expect(first.due == 4 && first.synced == 3 && first.left == 1)
            #expect(first.exitReason == .tryLater)
            let second = try await runner.run()
            #expect(second.users.map(\.username) == [names[3]])
            #expect(second.left == 0 && second.exitReason == .done)
        }
    }

    @Test func `whoever was due longest is first`() async throws {
        try await SyncBench.run(users: 4) { bench in
            let runner = bench.runner(settings: SyncSettings(concurrency: 1))
            let names = (0..<4).map(bench.name).sorted()
            _ = try await runner.run(users: Array(names.suffix(2)))
            bench.clock.advance(by: .days(2))
            _ = try await runner.run(users: Array(names.prefix(2)))
            bench.clock.advance(by: .days(2))
            let report = try await runner.run(isOver: over(after: 2))
            #expect(report.users.map(\.username) == Array(names.suffix(2)))
            #expect(report.left == 2)
        }
    }

    @Test func `a failure is told before what is left`() async throws {
        try await SyncBench.run(users: 2) { bench in
            bench.simulator.order(.status(418), on: .recentlyPlayed, times: nil)
            let report = try await bench.runner(settings: SyncSettings(concurrency: 1)).run(isOver: over(after: 1))
            #expect(report.failed == 1 && report.left == 1)
            #expect(report.exitReason == .someFailed)
        }
    }
}
