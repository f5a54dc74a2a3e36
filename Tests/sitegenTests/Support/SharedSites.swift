import Foundation
import SpotifySimulator

/// Sites that take a while to make: each is made once and copied by the tests that change it.
actor SharedSites {
    static let shared = SharedSites()

    /// The current time in every simulated world.
    static let now = Int64(Date().timeIntervalSince1970) * 1000
    /// Ten listeners over three weeks: one has three plays, one none, one hostile names.
    static let world = SimulatorWorld(listeners: 10, now: now, historyDays: 21)
    /// Time zones where it is not near midnight now, since pages change at local midnight.
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

    /// The listeners of the demo; they do not depend on the time.
    static let demoAccounts = SimulatorWorld(listeners: DemoSite.users, now: now, historyDays: 1).accounts

    private var ten: Task<TestSite, any Error>?
    private var demoOfTwo: Task<TestSite, any Error>?
    private var demo: Task<DemoSite, any Error>?

    /// A copy of a site with ten users that was just synced and built.
    func tenUsers(_ spotify: RunningSpotify) async throws -> TestSite {
        let task = ten ?? Task { try await Self.makeTen() }
        ten = task
        return try TestSite(spotify, copyOf: try await task.value)
    }

    /// A copy of a demo with the users ``two``; its simulated Spotify has stopped.
    func twoUsers() async throws -> TestSite {
        let task = demoOfTwo ?? Task { try await Self.makeTwo() }
        demoOfTwo = task
        return try TestSite(copyOf: try await task.value)
    }

    static let two = ["ines", "theo"]

    /// The demo, for reading only.
    func demoSite() async throws -> DemoSite {
        let task = demo ?? Task { try await DemoSite.make() }
        demo = task
        return try await task.value
    }

    private static func makeTen() async throws -> TestSite {
        try await RunningSpotify.running(world) { spotify in
            // Without what would make each of many builds ten times as long.
            let site = try TestSite(
                spotify,
                settings: """
                    site:
                      title: Ten Listeners
                      baseURL: https://music.example.org/
                      images: none
                    recap: years

                    """)
            try await site.connect(spotify.simulator.accounts, zones: zones, at: spotify)
            try await site.run("run").succeeds()
            try site.settleDatabase()
            return site
        }
    }

    private static func makeTwo() async throws -> TestSite {
        let site = try TestSite()
        try await site.run("demo", ".", "--users", "2").succeeds()
        try site.settleDatabase()
        return site
    }
}
