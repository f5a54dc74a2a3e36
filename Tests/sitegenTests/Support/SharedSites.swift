import Foundation
import SpotifySimulator

/// Sites that take a while to make: made once, then copied by each test that changes them.
actor SharedSites {
    static let shared = SharedSites()

    /// The moment at which every simulated world stands.
    static let now = Int64(Date().timeIntervalSince1970) * 1000
    /// Three weeks of ten listeners: one with three plays, one without any, one of hostile names.
    static let world = SimulatorWorld(listeners: 10, now: now, historyDays: 21)
    /// Zones in which no midnight falls into a run of the tests: pages change at local midnight.
    static let zones: [String] = {
        let candidates = [
            "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Calcutta",
            "America/St_Johns", "Asia/Tokyo", "America/Los_Angeles", "UTC", "Pacific/Honolulu",
        ]
        let date = Date(timeIntervalSince1970: Double(now) / 1000)
        return candidates.filter { name in
            let offset = TimeZone(identifier: name)?.secondsFromGMT(for: date) ?? 0
            let second = (Int(now / 1000) + offset) % 86_400
            return (3600..<(86_400 - 3600)).contains((second + 86_400) % 86_400)
        }
    }()

    /// The listeners of the demo, who are the same whenever it is made.
    static let demoAccounts = SimulatorWorld(listeners: DemoSite.users, now: now, historyDays: 1).accounts

    private var ten: Task<TestSite, any Error>?
    private var demo: Task<DemoSite, any Error>?

    /// A copy of a site of ten users, synced and built a moment ago.
    func tenUsers(_ spotify: RunningSpotify) async throws -> TestSite {
        let task = ten ?? Task { try await Self.makeTen() }
        ten = task
        return try TestSite(spotify, copyOf: try await task.value)
    }

    /// The demo, for reading only.
    func demoSite() async throws -> DemoSite {
        let task = demo ?? Task { try await DemoSite.make() }
        demo = task
        return try await task.value
    }

    private static func makeTen() async throws -> TestSite {
        try await RunningSpotify.running(world) { spotify in
            let site = try TestSite(
                spotify, settings: "site:\n  title: Ten Listeners\n  baseURL: https://music.example.org/\n")
            try await site.connect(spotify.simulator.accounts, zones: zones, at: spotify)
            try await site.run("run").succeeds()
            // The last to close moves the write-ahead log into the database, so that tests see who writes to it.
            try site.change("UPDATE user SET bio = bio")
            return site
        }
    }
}

/// What a command was expected to do without a word.
struct UnexpectedOutcome: Error, CustomStringConvertible {
    var outcome: Program.Outcome
    var description: String { "\(outcome)" }
}

extension Program.Outcome {
    /// Fails the test unless the program was done.
    @discardableResult
    func succeeds() throws -> Program.Outcome {
        guard status == 0 else { throw UnexpectedOutcome(outcome: self) }
        return self
    }
}

extension RunningSpotify {
    /// Lends a copy of the site of ten users, with a simulator of its own that knows their tokens.
    static func withTenUsers<Result: Sendable>(
        _ body: (RunningSpotify, TestSite) async throws -> Result
    ) async throws -> Result {
        try await running(SharedSites.world) { spotify in
            // What it does from now on comes after what the tokens of the original say.
            spotify.simulator.advanceClock(by: .milliseconds(1))
            return try await body(spotify, try await SharedSites.shared.tenUsers(spotify))
        }
    }
}
