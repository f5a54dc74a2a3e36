import Foundation
import SpotifySimulator
import SyncRunner
import TestSupport
import Testing

/// State that lasts between runs: tokens, account ids, gaps, and times stored by a wrong clock.
@Suite(.timeLimit(.minutes(20))) struct SyncStateTests {
    @Test func `a rotated refresh token is stored before the new access token is used`() async throws {
        let options = SpotifySimulator.Options(rotatesRefreshTokens: true)
        try await RunningSpotify.running(SharedSites.world, options: options) { spotify in
            let site = try TestSite(spotify)
            try await site.connect([spotify.account("ines")], at: spotify)
            for _ in 0..<3 {
                try site.expireAccessTokens()
                spotify.simulator.advanceClock(by: .seconds(1))
                spotify.simulator.resetRequests()
                spotify.simulator.order(.delay(.seconds(60)), on: .recentlyPlayed)
                let program = try site.start(["run"])
                try await program.waits { spotify.simulator.peakConcurrency(.recentlyPlayed) > 0 }
                program.killAtOnce()
                _ = await program.ended()
                #expect(spotify.simulator.requestCount(.token) == 1)
            }
            // The token from before each kill no longer works; the new one was stored.
            try site.expireAccessTokens()
            try await site.run("run").succeeds()
            #expect(try site.connectionStates() == ["active"])
        }
    }

    @Test func `one sync refreshes each user's token once`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 25 * 3600)
            try site.expireAccessTokens()
            try await site.run("sync", "--refresh-top").succeeds()
            for account in spotify.simulator.accounts {
                #expect(spotify.simulator.requestCount(.token, of: account.id) == 1)
                #expect(spotify.simulator.requestCount(of: account.id) == 9)
            }
        }
    }

    @Test(arguments: [2, 3])
    func `three refusals in a row count as an outage, two mark the users for reconnecting`(count: Int) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let names = Array(
                try site.usernames().prefix(count))
            try site.turnBack(by: 14_400, names)
            try site.expireAccessTokens()
            spotify.simulator.order(
                .status(400, body: #"{"error":"invalid_grant","error_description":"Refresh token revoked"}"#),
                on: .token,
                times: nil)
            let outcome = try await site.run("run")
            #expect(outcome.status == (count == 3 ? 69 : 77), "\(outcome)")
            #expect(outcome.complaints(about: "outage").count == (count == 3 ? 1 : 0))
            for name in names { #expect(outcome.complaints(about: name).count == 1) }
            for name in names {
                #expect(try site.connectionState(of: name) == (count == 3 ? "active" : "needsReconnect"))
            }
            #expect(try await site.run("status").status == (count == 3 ? 0 : 1))

            spotify.simulator.clearFaults()
            spotify.simulator.resetRequests()
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requestCount(.recentlyPlayed) == (count == 3 ? 3 : 0))
        }
    }

    @Test(arguments: ["run", "connect"])
    func `an account stored by its id is recognised when account_id appears`(command: String) async throws {
        let full = SpotifySimulator.Options(shape: .full)
        let (site, rows) = try await RunningSpotify.running(SharedSites.world, options: full) { spotify in
            let site = try TestSite(spotify)
            let account = try spotify.account("ines")
            try await site.connect([account], at: spotify)
            #expect(try site.accountIDs() == [account.id])
            try await site.run("run").succeeds()
            return (site, try site.allPlays())
        }
        #expect(!rows.isEmpty)
        try await RunningSpotify.running(SharedSites.world) { spotify in
            spotify.simulator.advanceClock(by: .seconds(1))
            let moved = try TestSite(spotify, copyOf: site)
            if command == "connect" {
                #expect(try await moved.connect("ines", as: "ines", spotify, options: []).status == 0)
            } else {
                try moved.outdateListsAndProfiles()
                try await moved.run("sync", "ines", "--force").succeeds()
            }
            #expect(try moved.accountIDs() == [spotify.account("ines").accountID])
            #expect(try moved.userCount() == 1)
            // An account belongs to one user, whichever id it is stored by.
            let taken = try await moved.connect("another", as: "ines", spotify)
            #expect(taken.status == 64, "\(taken)")
            #expect(taken.stderr.contains("already connected as 'ines'"), "\(taken)")
            // Both shapes of the answers give the same plays.
            try await moved.run("sync", "ines", "--force", "--refresh-top").succeeds()
            #expect(try moved.allPlays() == rows)
        }
    }

    @Test func `plays that are no longer offered leave a gap, and repeated plays are stored once`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let account = try spotify.account("ines")
            let now = spotify.simulator.now
            let plays = (0..<60).map { index in
                SimulatedPlay(
                    track: spotify.simulator.world.track(900 + index), endedAt: now - 1000 - Int64(index) * 200_000)
            }
            // The stored plays end before the first new one.
            let known = spotify.simulator.plays(of: account.id).filter { $0.endedAt < now - 86_400_000 }
            try site.deletePlays(of: "ines", from: now - 86_400_000)
            // Spotify sometimes offers a play twice.
            spotify.simulator.setPlays(known + plays + plays.prefix(3), of: account.id)
            try site.turnBack(by: 14_400, ["ines"])
            let before = try site.playCount(of: "ines")
            try await site.run("run").succeeds()
            #expect(try site.playCount(of: "ines") == before + 47)
            #expect(try site.count("gap") == 1)
            // The gap is no failure: an import of the user's export can fill it later.
            let status = try await site.run("status").succeeds()
            #expect(
                status.stdout.split(separator: "\n").contains { $0.hasPrefix("ines") && $0.contains(#/ 1 \(\d+ h\)/#) })
            let document = try JSONDecoder().decode(
                JSONValue.self, from: Data(try await site.run("status", "--json").stdout.utf8))
            #expect(document["users"]?.items.first { $0["username"]?.text == "ines" }?["gaps"]?.int == 1)
            _ = try await site.run("status", "--prometheus", "sitegen.prom").succeeds()
            #expect(site.folder.text("sitegen.prom").contains(#"sitegen_user_gaps{user="ines"} 1"#))
        }
    }

    @Test func `times stored by a clock that was ahead delay no sync`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            let ahead = Date().milliseconds + 90 * 86_400_000
            try site.setEverySync(at: ahead)
            try site.closeGate(until: ahead, reason: "limit")
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requestCount(.recentlyPlayed) == 10)
            #expect(spotify.simulator.requestCount(.me) == 10)
            #expect(try site.syncCount(from: ahead) == 0)
            spotify.simulator.resetRequests()
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requests == [])
            #expect(try await site.run("sync", "ines").status == 75)
            #expect(try await site.run("status").succeeds().stdout.hasPrefix("All well.\n"))
        }
    }
}
