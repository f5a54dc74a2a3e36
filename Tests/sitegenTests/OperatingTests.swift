import Foundation
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import TestSupport
import Testing

/// Commands that maintain a site: status, verify, backup, export, import, disconnect, rekey.
@Suite(.timeLimit(.minutes(20))) struct OperatingTests {
    @Test func `status says that all is well, or which user has to reconnect`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let before = try site.allRows()
            let well = try await site.run("status").succeeds()
            #expect(well.stdout.hasPrefix("All well."))
            let document = try JSONDecoder().decode(
                JSONValue.self, from: Data(try await site.run("status", "--json").succeeds().stdout.utf8))
            #expect(document.keys == ["at", "isWell", "attention", "users", "gate", "pages", "images", "run"])
            #expect(document["users"]?.items.count == 10)
            #expect(document["isWell"] == .bool(true))
            #expect(document["pages"]?["missing"] == .number(0))
            #expect(document["pages"]?["fresh"]?.int ?? 0 >= 10)
            #expect(try site.allRows() == before)

            spotify.simulator.revoke(try spotify.account("theo").id)
            _ = try await site.run("sync", "theo", "--force")
            let troubled = try await site.run("status")
            #expect(troubled.status == 1)
            #expect(troubled.stdout.contains("sitegen connect theo"))
            let metrics = try await site.run("status", "--prometheus", "sitegen.prom")
            #expect(metrics.status == 1)
            #expect(metrics.stdout == "")
            #expect(site.folder.text("sitegen.prom").contains(#"sitegen_user_needs_reconnect{user="theo"} 1"#))
        }
    }

    @Test func `verify finds changed and missing files and repairs only those`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let original = try site.tree().contents()
            let well = try await site.run("verify").succeeds()
            #expect(well.stdout == "")
            try site.write("<p>not ours</p>", to: "output/theo/index.html")
            try FileManager.default.removeItem(atPath: site.output + "/ines/index.html.gz")
            try site.write("kept", to: "output/.well-known/security.txt")
            let found = try await site.run("verify")
            #expect(found.status == 1)
            #expect(found.stdout.contains("theo/index.html"))
            #expect(found.stdout.contains("ines/index.html"))
            #expect(try site.tree().bytes("theo/index.html") == Data("<p>not ours</p>".utf8))
            _ = try await site.run("verify", "--repair")
            var repaired = try site.tree().contents()
            #expect(repaired.removeValue(forKey: ".well-known/security.txt") == Data("kept".utf8))
            #expect(repaired == original)
        }
    }

    @Test func `a backup made during a run is usable and holds no plaintext token`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 14_400, ["ines", "theo"])
            spotify.simulator.order(.delay(.seconds(2)), on: .recentlyPlayed)
            let program = try site.start(["run"])
            try await program.waits { spotify.simulator.peakConcurrency(.recentlyPlayed) > 0 }
            try await site.run("backup", "copy.sqlite").succeeds()
            #expect(await program.ended().status == 0)
            #expect(try FileTree.mode(site.path + "/copy.sqlite") == 0o600)
            #expect(try await site.run("backup", "copy.sqlite").status == 73)
            #expect(try await site.run("backup", "sitegen.sqlite", "--force").status == 78)
            let list = try await site.run("user", "list", "--json", "--database", "copy.sqlite").succeeds().stdout
            #expect(list.contains("ines"))
            #expect(list.contains("noriko"))
            let copy = try Data(contentsOf: URL(filePath: site.path + "/copy.sqlite"))
            for token in try await site.storedTokens() { #expect(copy.range(of: Data(token.utf8)) == nil) }
            // A run can use the backup as its database.
            try await site.run("run", "--database", "copy.sqlite", "--output", "other").succeeds()
        }
    }

    @Test func `an export has all plays of one user, no token, and is the same each time`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let first = try await site.run("export", "ines").succeeds().stdout
            #expect(try await site.run("export", "ines").succeeds().stdout == first)
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(first.utf8))
            #expect(document["plays"]?.items.count == (try site.playCount(of: "ines")))
            for token in try await site.storedTokens() { #expect(!first.contains(token)) }
            #expect(!first.contains("Theodore Pell"))
            #expect(try await site.run("export", "nadie").status == 64)
        }
    }

    @Test func `an import adds past plays once, and the page changes`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let account = try spotify.account("anuja")
            let id = try #require(account.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            let file = try await HTTPTransport.withLive { transport in
                try await Browser(transport: transport)
                    .visit("\(spotify.simulator.baseURL)/simulator/accounts/\(id)/history").body
            }
            try site.write(String(decoding: file, as: UTF8.self), to: "Streaming_History_Audio_1.json")
            let (before, page) = (try site.playCount(), try site.page(of: "anuja"))
            try await site.run("import", "anuja", "Streaming_History_Audio_1.json").succeeds()
            let after = try site.playCount()
            #expect(after > before + 100)
            try await site.run("build").succeeds()
            #expect(try site.page(of: "anuja") != page)
            // Importing again, or syncing plays that were imported, adds nothing.
            let again = try await site.run("import", "anuja", site.path + "/Streaming_History_Audio_1.json").succeeds()
            #expect(again.stdout.contains(#/new plays +0\n/#))
            try await site.run("sync", "anuja", "--force").succeeds()
            #expect(try site.playCount() == after)

            try site.write("[{]", to: "broken.json")
            #expect([1, 65].contains(try await site.run("import", "anuja", "broken.json").status))
            #expect(try await site.run("import", "anuja", "nowhere.zip").status == 65)
            #expect(try site.playCount() == after)
        }
    }

    @Test func `disconnect deletes a user's page and data but keeps the operator's settings`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            #expect(try await site.run("disconnect", "joao").status == 64)
            let outcome = try await site.run("disconnect", "joao", "--yes").succeeds()
            // The remaining steps are printed without a terminal too.
            for words in ["another host", "rsync --delete", "backups", "https://www.spotify.com/account/apps/"] {
                #expect(outcome.stderr.contains(words))
            }
            #expect(try await site.run("disconnect", "theo", "--yes", "--quiet").succeeds().stderr == "")
            #expect(try site.tree().paths.filter { $0.hasPrefix("joao/") } == [])
            for table in ["credential", "play", "listeningDay", "topArtist", "topTrack"] {
                #expect(try site.rowCount(of: "joao", in: table) == 0, "\(table)")
            }
            let shown = try await site.run("user", "show", "joao", "--json").succeeds().stdout
            #expect(shown.contains("samba"))
            try site.turnBack(by: 14_400)
            try await site.run("run").succeeds()
            #expect(spotify.simulator.requestCount(of: try spotify.account("joao").id) == 0)
        }
    }

    @Test func `rekey seals every token with a new key, even after it was killed several times`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let tokens = try await site.storedTokens()
            let key = try Data(contentsOf: URL(filePath: site.path + "/sitegen.key"))
            var dice = SeededNumbers(seed: 7)
            for _ in 0..<8 {
                let program = try site.start(["rekey"])
                try await Task.sleep(for: .milliseconds(Int.random(in: 5...250, using: &dice)))
                program.killAtOnce()
                _ = await program.ended()
                try await site.run("sync", "ines", "--force").succeeds()
            }
            try await site.run("rekey").succeeds()
            #expect(try Data(contentsOf: URL(filePath: site.path + "/sitegen.key")) != key)
            #expect(try FileTree.mode(site.path + "/sitegen.key") == 0o600)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: site.path).filter { $0.hasPrefix("sitegen.key") }
                    == ["sitegen.key"])
            #expect(try await site.storedTokens() == tokens)
            try await site.run("verify").succeeds()
        }
    }
}
