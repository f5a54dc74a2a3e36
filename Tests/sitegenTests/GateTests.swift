import Foundation
import SpotifySimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct GateTests {
    @Test(arguments: [
        SimulatedFault.tooManyRequests, .retryAfter(3600), .quotaExceeded(), .quotaExceeded(retryAfter: 20_000),
    ])
    func `a rate limit closes the gate for later runs, and pages are still built`(fault: SimulatedFault) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 25 * 3600)
            spotify.simulator.order(fault, times: nil)
            try site.setStoredBio("Behind a gate.", of: "joao")
            let first = try await site.run("run", "--json")
            #expect(first.status == 75)
            #expect(first.complaints(about: "nothing is sent until").count == 1)
            #expect(try String(decoding: site.page(of: "joao"), as: UTF8.self).contains("Behind a gate."))
            // After the first 429, only requests already under way are sent: at most eight.
            #expect((1...8).contains(spotify.simulator.requestCount()))
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(first.stdout.utf8))
            let until = try #require(document["sync"]?["gateClosedUntil"]?.text)
            let date = try Date(until, strategy: .iso8601)
            #expect(date > Date(timeIntervalSinceNow: 10))
            #expect(document["sync"]?["synced"]?.int == 0)

            spotify.simulator.clearFaults()
            spotify.simulator.resetRequests()
            try site.setStoredBio("Still behind it.", of: "joao")
            let second = try await site.run("run")
            #expect(second.status == 75)
            #expect(second.stderr == "")
            #expect(spotify.simulator.requests == [])
            #expect(try String(decoding: site.page(of: "joao"), as: UTF8.self).contains("Still behind it."))
            #expect(try await site.run("sync", "ines", "--force").status == 75)
            #expect(spotify.simulator.requests == [])

            try site.passGate()
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requestCount(.recentlyPlayed) == 10)
        }
    }

    @Test func `a run waits out a short Retry-After`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 14_400, ["ines"])
            spotify.simulator.order(.retryAfter(1), on: .recentlyPlayed)
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requests.map(\.status) == [429, 200])
            #expect(try site.gateEnd() == nil)
        }
    }
}
