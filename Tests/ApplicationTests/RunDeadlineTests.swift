import Application
import Rendering
import SiteModel
import SpotifySimulator
import Synchronization
import SyncRunner
import TestSupport
import Testing

/// `run.deadline`: two thirds of the time are for the sync, the rest is for the pages.
@Suite(.timeLimit(.minutes(20))) struct RunDeadlineTests {
    /// A run over ten users; the first user takes this long.
    private func run(
        taking duration: Duration, _ body: (TestApplication, RunReport) async throws -> Void
    ) async throws {
        let clock = ManualClock(start: TestApplication.now)
        let isFirst = Mutex(true)
        let observer = Observer(syncs: { progress in
            guard case .finished = progress, isFirst.withLock({ $0.exchange(with: false) }) else { return }
            clock.advance(by: duration)
        })
        let simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: 10, now: TestApplication.now.milliseconds),
            options: .init(now: { clock.wall.now().milliseconds }))
        try await simulator.whileListening {
            let site = try TestApplication(simulator, observer: observer, clock: clock.wall)
            for account in simulator.accounts {
                _ = try await site.connect(account.suggestedUsername, UserChange(visibility: .public), as: account)
            }
            try await body(site, try await site.application.run())
        }
    }

    @Test func `a sync that takes too long leaves users, and the pages of the others are built`() async throws {
        try await run(taking: .minutes(10)) { site, report in
            // Eight are begun at once, and end in order.
            #expect(report.sync?.synced == 8 && report.sync?.left == 2 && report.sync?.due == 10)
            #expect(report.build?.left == 0 && report.build?.failed == 0)
            for user in report.sync?.users ?? [] { #expect(site.page(user.username + "/index.html") != nil) }
            let next = try await site.application.run()
            #expect(next.sync?.due == 2 && next.sync?.synced == 2)
            for user in next.sync?.users ?? [] { #expect(site.page(user.username + "/index.html") != nil) }
        }
    }

    @Test func `nobody is left before two thirds of the time are over`() async throws {
        try await run(taking: .minutes(10) - .seconds(1)) { _, report in
            #expect(report.sync?.synced == 10 && report.sync?.left == 0)
        }
    }

    @Test func `when all of the time is over, only lists are built`() async throws {
        try await run(taking: .minutes(15)) { site, report in
            #expect(report.build?.left ?? 0 > 0 && report.build?.failed == 0)
            #expect(site.page("index.html") != nil)
            let next = try await site.application.run()
            #expect(next.sync?.left == 0 && next.build?.left == 0)
        }
    }
}

extension Bool {
    fileprivate mutating func exchange(with value: Bool) -> Bool {
        defer { self = value }
        return self
    }
}
