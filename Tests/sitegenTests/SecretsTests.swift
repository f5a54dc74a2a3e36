import Foundation
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

/// Searches the bytes of everything that the program writes for tokens, keys and secrets.
@Suite(.timeLimit(.minutes(20))) struct SecretsTests {
    @Test func `no token or key is readable in the database, the pages, the logs or the process list`() async throws {
        let secret = "s3cret-of-the-app-0123456789"
        let options = SpotifySimulator.Options(rotatesRefreshTokens: true, clientSecret: secret)
        try await RunningSpotify.running(SharedSites.world, options: options) { spotify in
            let site = try TestSite(spotify, settings: "spotify:\n  clientSecret: \(secret)\n")
            let accounts = Array(spotify.simulator.accounts.prefix(4))
            try await site.connect(accounts, zones: SharedSites.zones, at: spotify)
            var tokens = try await site.storedTokens()
            var said = ""
            var table = Data()
            func run(_ arguments: String..., status: Int32) async throws {
                // Slow enough to inspect the process while it runs.
                spotify.simulator.order(.delay(.milliseconds(300)), on: .recentlyPlayed)
                let program = try site.start(arguments)
                table += try await processTable(of: program) {
                    spotify.simulator.peakConcurrency(.recentlyPlayed) > 0
                }
                let outcome = await program.ended()
                #expect(outcome.status == status, "\(outcome)")
                said += outcome.stdout + outcome.stderr
                tokens.formUnion(try await site.storedTokens())
                spotify.simulator.resetRequests()
            }
            try await run("run", "--log-level", "trace", "--json", status: 0)
            // New access tokens, rotated refresh tokens.
            try site.expireAccessTokens()
            try await run("sync", "--force", "--log-level", "trace", "--log-format", "json", status: 0)
            // Refused tokens, and several kinds of error.
            spotify.simulator.revoke(accounts[0].id)
            spotify.simulator.order(.status(500, body: "no"), for: accounts[1].id, times: nil)
            spotify.simulator.order(.html(), for: accounts[2].id, times: nil)
            try await run("run", "--force", "--log-level", "trace", status: 1)
            for arguments in [["user", "list", "--json"], ["user", "show", "ines"], ["explain", "ines"]] {
                let outcome = try await Program.run(arguments, environment: site.environment, in: site.path).succeeds()
                said += outcome.stdout + outcome.stderr
            }
            #expect(tokens.count >= 4 * 2 * 2)
            #expect(said.contains("ines"))
            #expect(table.contains(bytes: Data("SITEGEN_SPOTIFY_CLIENT_ID".utf8)))

            let key = try Data(contentsOf: URL(filePath: site.path + "/sitegen.key"))
            #expect(key.count == 32)
            let secrets = tokens.map { Data($0.utf8) } + [key, Data(key.base64EncodedString().utf8)]
            var places = ["stdout and stderr": Data(said.utf8), "the process table": table]
            for path in try FileTree(site.path).paths where path != "sitegen.key" {
                places[path] = try Data(contentsOf: URL(filePath: site.path + "/" + path))
            }
            for file in ["sitegen.sqlite", "output/ines/index.html"] {
                #expect(places[file]?.isEmpty == false, "\(file) was not searched")
            }
            for (place, bytes) in places {
                for token in secrets { #expect(!bytes.contains(bytes: token), "a token in \(place)") }
                guard place != "sitegen.yaml" else { continue }
                #expect(!bytes.contains(bytes: Data(secret.utf8)), "the client secret in \(place)")
            }
        }
    }

    @Test func `the write-ahead log of a killed sync holds no plaintext token`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.expireAccessTokens()
            try site.turnBack(by: 14_400, ["ines", "theo"])
            let former = Set(try await site.storedCredentials().map(\.sealedAccessToken))
            spotify.simulator.order(.delay(.seconds(20)), on: .recentlyPlayed, for: try spotify.account("theo").id)
            let program = try site.start(["sync"])
            try await program.waits { spotify.simulator.requestCount(.recentlyPlayed) > 0 }
            program.killAtOnce()
            #expect(await program.ended().status == 128 + 9)
            let log = try Data(contentsOf: URL(filePath: site.database + "-wal"))
            let database = try Data(contentsOf: URL(filePath: site.database))
            #expect(try FileTree.mode(site.database + "-wal") == 0o600)
            // Otherwise the search would find nothing in any case.
            let sealed = Set(try await site.storedCredentials().map(\.sealedAccessToken)).subtracting(former)
            #expect(sealed.contains { log.contains(bytes: Data($0)) }, "no refreshed token in the log")
            let tokens = try await site.storedTokens()
            #expect(tokens.count == 20)
            for token in tokens {
                #expect(!log.contains(bytes: Data(token.utf8)))
                #expect(!database.contains(bytes: Data(token.utf8)))
            }
            // The tokens refreshed before the kill were stored, so the next run succeeds.
            spotify.simulator.clearFaults()
            try await site.run("sync").succeeds()
        }
    }

    /// What other users of the machine, or a crash report, could see of a process.
    private func processTable(of program: RunningProgram, while isBusy: () -> Bool) async throws -> Data {
        guard FileManager.default.fileExists(atPath: "/proc/self/cmdline") else { return Data() }
        try await program.waits(until: isBusy)
        return try ["cmdline", "environ", "comm", "stat"].reduce(into: Data()) { table, name in
            table += try Data(contentsOf: URL(filePath: "/proc/\(program.identifier)/\(name)"))
        }
    }
}

extension Data {
    fileprivate func contains(bytes: Data) -> Bool { range(of: bytes) != nil }
}
