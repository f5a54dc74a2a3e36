import Foundation
import SpotifySimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct DeterminismTests {
    @Test func `equal data gives equal bytes in any database, user order, time zone and locale`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let settings = "site:\n  baseURL: https://music.example.org\n"
            let here = try TestSite(spotify, settings: settings)
            let there = try TestSite(spotify, settings: settings)
            let keys = ["night-owl", "explorer", "heavy", "nobody", "three-plays", "hostile-markup"]
            let accounts = keys.compactMap { key in spotify.simulator.accounts.first { $0.key == key } }
            let zones = SharedSites.zones
            // One zone per account, so that a user has the same zone in either order.
            let perUser = accounts.indices.map { zones[$0 % zones.count] }
            try await here.connect(accounts, zones: perUser, at: spotify)
            try await there.connect(accounts.reversed(), zones: perUser.reversed(), at: spotify)
            // A hue is data: it is chosen when a user is added, by those that the others have.
            for site in [here, there] { try site.change("UPDATE user SET hue = length(username)") }
            try await here.run(with: ["TZ": "Asia/Kathmandu", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8"])
                .succeeds()
            try await there.run("sync", with: ["TZ": "America/St_Johns", "LANG": "ar_EG"]).succeeds()
            try await there.run("build", with: ["TZ": "Pacific/Auckland", "LC_ALL": "C"]).succeeds()

            let (left, right) = (try here.tree().contents(), try there.tree().contents())
            #expect(left.count > 2 * keys.count)
            #expect(left.keys.sorted() == right.keys.sorted())
            #expect(left.keys.filter { left[$0] != right[$0] }.sorted() == [])
        }
    }

    @Test func `a second run within the hour sends, writes and prints nothing`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let before = try site.tree().stamps()
            let database = try site.allRows()
            for arguments in [[], ["run"], ["sync"], ["build"]] {
                let outcome = try await Program.run(arguments, environment: site.environment, in: site.path)
                #expect(outcome.status == 0)
                #expect(outcome.stdout == "")
                #expect(outcome.stderr == "")
            }
            #expect(spotify.simulator.requests == [])
            #expect(try site.tree().stamps() == before)
            #expect(try site.allRows() == database)
        }
    }

    @Test func `rendering every page again does not rewrite equal files`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree().stamps()
            try await site.run("build", "--force").succeeds()
            #expect(try site.tree().stamps() == before)
            // A page last checked too long ago is rendered again, with the same bytes.
            try site.outdatePages()
            let outcome = try await site.run("build", "--json").succeeds()
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(outcome.stdout.utf8))
            #expect(document["build"]?["unchanged"]?.int ?? 0 >= 10)
            #expect(document["build"]?["written"]?.int == 0)
            #expect(try site.tree().stamps() == before)
        }
    }

    @Test func `lost or changed pages are written again, and no others`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree()
            let (stamps, contents) = (try before.stamps(), try before.contents())
            try FileManager.default.removeItem(atPath: site.output + "/ines/index.html")
            try site.write("<p>not ours</p>", to: "output/theo/index.html")
            try await site.run("build").succeeds()
            let after = try site.tree()
            #expect(try after.contents() == contents)
            let rewritten = try after.stamps().filter { stamps[$0.key] != $0.value }.keys
            #expect(Set(rewritten).isSuperset(of: ["ines/index.html", "theo/index.html"]))
            #expect(rewritten.allSatisfy { $0.hasPrefix("ines/") || $0.hasPrefix("theo/") })
        }
    }
}
