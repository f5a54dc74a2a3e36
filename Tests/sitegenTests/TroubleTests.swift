import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Faults at Spotify, which visitors of the site must not notice.
@Suite(.timeLimit(.minutes(20))) struct TroubleTests {
    @Test func `when one of ten users fails, the other nine pages are updated`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let accounts = spotify.simulator.accounts
            for account in accounts { try spotify.play(for: account.suggestedUsername) }
            try site.turnBack(by: 25 * 3600)
            spotify.simulator.order(.status(500), for: try spotify.account("devika").id, times: nil)
            let (contents, stamps) = (try site.tree().contents(), try site.tree().stamps())
            let outcome = try await site.run("run")
            #expect(outcome.status == 1)
            #expect(outcome.stdout == "")
            #expect(outcome.complaints(about: "devika").count == 1)
            #expect(outcome.stderr.split(separator: "\n").count == 1)
            for account in accounts {
                let path = account.suggestedUsername + "/index.html"
                if account.suggestedUsername == "devika" {
                    #expect(try site.tree().stamps()[path] == stamps[path])
                } else {
                    #expect(try site.tree().bytes(path) != contents[path], "\(path)")
                }
            }
            // The next run repairs it.
            spotify.simulator.clearFaults()
            try await site.run("run").succeeds()
            #expect(try site.page(of: "devika") != contents["devika/index.html"])
        }
    }

    @Test(arguments: [
        SimulatedFault.status(503), .html(status: 502), .html(status: 200), .truncatedJSON, .cutBody, .cutConnection,
        .plainText(status: 200, "OK"), .status(404, body: #"{"error":{"status":404,"message":"?"}}"#),
    ])
    func `a faulty answer from Spotify leaves every page unchanged`(fault: SimulatedFault) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            spotify.simulator.order(fault, times: nil)
            let before = try site.tree().stamps()
            let outcome = try await site.run("run")
            #expect([1, 69].contains(outcome.status), "\(outcome)")
            #expect(outcome.complaints(about: "ines").count == 1)
            #expect(try site.tree().stamps() == before)
        }
    }

    @Test func `a request that fails once is retried`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            spotify.simulator.order(.status(502), on: .recentlyPlayed)
            let plays = try site.playCount()
            let outcome = try await site.run("run").succeeds()
            #expect(outcome.stderr == "")
            #expect(try site.playCount() == plays + 3)
            #expect(spotify.simulator.requests.map(\.status).prefix(2) == [502, 200])
        }
    }

    @Test func `an unreachable Spotify gives exit code 69 and does not stop the build`() async throws {
        let site = try await RunningSpotify.withTenUsers { _, site in site }
        // The simulator has stopped; nothing listens on its port any more.
        try site.turnBack(by: 14_400, ["ines", "theo"])
        let sync = try await site.run("sync")
        #expect(sync.status == 69)
        // One message for all affected users.
        #expect(sync.stderr.hasPrefix("error: ines, theo: Spotify cannot be reached"), "\(sync)")
        #expect(sync.stderr.split(separator: "\n").count == 1)
        try site.setStoredBio("Written in the dark.", of: "joao")
        let run = try await site.run("run")
        #expect(run.status == 69)
        #expect(try String(decoding: site.page(of: "joao"), as: UTF8.self).contains("Written in the dark."))
    }

    @Test func `an error that affects many users is reported on one line`() async throws {
        let site = try await RunningSpotify.withTenUsers { _, site in site }
        try site.turnBack(by: 25 * 3600)
        let sync = try await site.run("sync", "--json")
        #expect(sync.status == 69)
        #expect(sync.stderr.split(separator: "\n").count == 1)
        #expect(sync.stderr.contains(" and 2 more: Spotify cannot be reached"), "\(sync)")
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(sync.stdout.utf8))
        #expect(document["sync"]?["users"]?.items.count == 10)
    }

    @Test func `a revoked connection is reported once, and the page stays`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let before = try site.tree().stamps()
            try spotify.play(for: "theo")
            try site.turnBack(by: 14_400, ["ines", "theo"])
            spotify.simulator.revoke(try spotify.account("ines").id)
            let first = try await site.run("run")
            #expect(first.status == 1)
            #expect(first.complaints(about: "ines").count == 1)
            #expect(first.stderr.contains("run 'sitegen connect'"))
            #expect(try site.tree().stamps()["ines/index.html"] == before["ines/index.html"])
            #expect(try site.tree().stamps()["theo/index.html"] != before["theo/index.html"])

            spotify.simulator.resetRequests()
            try site.turnBack(by: 14_400, ["ines"])
            let second = try await site.run("run").succeeds()
            #expect(second.stderr == "")
            #expect(second.stdout == "")
            #expect(spotify.simulator.requests == [])
            let shown = try await site.run("user", "show", "ines").succeeds()
            #expect(shown.stdout.contains("needsReconnect"))
            // A sync that names the user reports it without sending a request.
            let named = try await site.run("sync", "ines", "--force")
            #expect(named.status == 77)
            #expect(named.complaints(about: "sitegen connect ines").count == 1)
            #expect(spotify.simulator.requests == [])
        }
    }

    @Test func `syncing one user with an expired refresh token gives exit code 77`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            spotify.simulator.expireRefreshTokens(of: try spotify.account("theo").id)
            spotify.simulator.expireAccessTokens(of: try spotify.account("theo").id)
            #expect(try await site.run("sync", "theo", "--force").status == 77)
        }
    }

    @Test func `refusals of all due users count as an outage, and no user has to reconnect`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 14_400, ["ines", "theo", "joao", "anuja"])
            for name in ["ines", "theo", "joao", "anuja"] { spotify.simulator.revoke(try spotify.account(name).id) }
            let outcome = try await site.run("sync")
            #expect(outcome.status == 69)
            #expect(try site.connectionStates() == ["active"])
        }
    }

    @Test func `a named user cannot be synced again within the hour without --force`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let syncedAt = try #require(try site.lastSync(of: "ines"))
            let refused = try await site.run("sync", "ines")
            #expect(refused.status == 75)
            let allowed = Date(timeIntervalSince1970: Double(syncedAt) / 1000 + 3600)
            let minute = allowed.formatted(.iso8601).prefix("2026-11-22T10:00".count)
            #expect(refused.complaints(about: "ines").count == 1)
            #expect(refused.stderr.contains(minute))
            #expect(spotify.simulator.requests == [])

            try spotify.play(for: "ines")
            let before = try site.page(of: "ines")
            try await site.run("sync", "ines", "--force").succeeds()
            #expect(spotify.simulator.requests.map(\.route) == [.recentlyPlayed])
            #expect(try site.page(of: "ines") == before)
            // The sync is refused, but the page is built from what is stored.
            #expect(try await site.run("run", "ines").status == 75)
            #expect(try site.page(of: "ines") != before)

            spotify.simulator.resetRequests()
            try await site.run("sync", "ines", "--force", "--refresh-top").succeeds()
            #expect(spotify.simulator.requestCount(.topArtists) == 3)
            #expect(spotify.simulator.requestCount(.topTracks) == 3)
            #expect(spotify.simulator.requestCount(.me) == 1)
        }
    }

    @Test func `an expired access token is refreshed before use, a refused one afterwards`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.expireAccessTokens()
            try site.turnBack(by: 14_400, ["ines"])
            try await site.run("sync").succeeds()
            #expect(spotify.simulator.requests.map(\.route) == [.token, .recentlyPlayed])
            // A refused one is refreshed after the refusal.
            spotify.simulator.expireAccessTokens(of: try spotify.account("ines").id)
            spotify.simulator.resetRequests()
            try await site.run("sync", "ines", "--force").succeeds()
            #expect(spotify.simulator.requests.map(\.route) == [.recentlyPlayed, .token, .recentlyPlayed])
        }
    }
}
