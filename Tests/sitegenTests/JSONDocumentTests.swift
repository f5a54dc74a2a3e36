import Foundation
import SpotifySimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct JSONDocumentTests {
    private static let whole: Set = ["startedAt", "finishedAt", "sync", "build"]
    private static let sync: Set = [
        "due", "synced", "skipped", "failed", "left", "newPlays", "requests", "gateClosedUntil", "users",
    ]
    private static let user: Set = ["username", "outcome", "newPlays", "requests", "reason"]
    private static let build: Set = ["written", "unchanged", "fresh", "removed", "failed", "left", "pages"]
    private static let page: Set = ["path", "state", "written", "bytes", "reason"]

    @Test func `run --json prints a sync and a build report with exactly the documented keys`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(3, for: "ines")
            try site.turnBack(by: 14_400, ["ines", "theo"])
            spotify.simulator.order(.status(500), for: try spotify.account("theo").id, times: nil)
            let outcome = try await site.run("run", "--json")
            #expect(outcome.status == 1)
            let document = try document(outcome)
            let sync = try #require(document["sync"])
            #expect(sync["due"] == .number(2))
            #expect(sync["synced"] == .number(1))
            #expect(sync["skipped"] == .number(8))
            #expect(sync["failed"] == .number(1))
            #expect(sync["newPlays"] == .number(3))
            #expect(sync["requests"]?.int == spotify.simulator.requests.count)
            #expect(sync["gateClosedUntil"] == .null)
            let users = sync["users"]?.items ?? []
            #expect(users.map { $0["username"]?.text } == ["ines", "theo"])
            #expect(users.map { $0["outcome"]?.text } == ["synced", "failed"])
            #expect(users.first?["reason"] == .null)
            #expect(users.map { $0["newPlays"]?.int } == [3, 0])
            #expect(users.reduce(0) { $0 + ($1["requests"]?.int ?? 0) } == spotify.simulator.requests.count)
            #expect(users.last?["reason"]?.text?.contains("500") == true)

            let build = try #require(document["build"])
            let pages = build["pages"]?.items ?? []
            // The user's own page and data, and the directory, which shows the weeks of each user.
            #expect(pages.map { $0["path"]?.text } == ["ines/index.html", "ines/data.json", "index.html"])
            for page in pages {
                #expect(page["state"] == .string("changed"))
                #expect(page["reason"] == .null)
                let size = try #require(try site.tree().stamps()[page["path"]?.text ?? ""]?.size)
                #expect(page["bytes"]?.int == Int(size))
            }
            #expect(pages.first?["written"] == .bool(true))
            // The directory may look the same with a few more minutes.
            let written = pages.count { $0["written"] == .bool(true) }
            #expect(build["written"]?.int == written)
            #expect(build["unchanged"]?.int == 3 - written)
            #expect(build["removed"] == .number(0))
            #expect(build["failed"] == .number(0))
            #expect(build["fresh"]?.int ?? 0 >= 9)
        }
    }

    @Test func `the part that did not run is null`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let build = try document(try await site.run("build", "--json").succeeds())
            #expect(build["sync"] == .null)
            #expect(build["build"]?["pages"] == .array([]))
            #expect(build["build"]?["fresh"]?.int ?? 0 >= 11)
            let sync = try document(try await site.run("sync", "--json").succeeds())
            #expect(sync["build"] == .null)
            #expect(sync["sync"]?["users"] == .array([]))
            #expect(sync["sync"]?["skipped"] == .number(10))
        }
    }

    @Test func `a hidden page is counted as removed and listed as hidden`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.setStoredVisibility("private", of: "theo")
            let plan = try document(try await site.run("build", "--dry-run", "--json").succeeds())
            let planned = plan["build"]?["pages"]?.items.first { $0["path"] == .string("theo/index.html") }
            #expect(planned?["state"] == .string("hidden"))
            #expect(try site.tree().paths.contains("theo/index.html"))
            let done = try document(try await site.run("build", "--json").succeeds())
            // The page and the data beside it.
            #expect(done["build"]?["removed"] == .number(2))
            let page = try #require(done["build"]?["pages"]?.items.first { $0["path"] == .string("theo/index.html") })
            #expect(page["state"] == .string("hidden"))
            #expect(page["written"] == .bool(false))
            #expect(try !site.tree().paths.contains("theo/index.html"))
        }
    }

    @Test func `user list and user show print the same keys for every user`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let keys: Set = [
                "username", "displayName", "visibility", "timeZone", "hiddenSections", "bio", "connection", "lastSync",
                "lastPlay",
            ]
            let list = try json(try await site.run("user", "list", "--json").succeeds())
            #expect(list.items.count == 10)
            #expect(list.items.allSatisfy { $0.keys == keys })
            let ines = try #require(list.items.first { $0["username"] == .string("ines") })
            for key in keys { #expect(ines[key] != .null, "\(key)") }
            let nobody = try json(try await site.run("user", "show", "nobody", "--json").succeeds())
            #expect(nobody.keys == keys)
            #expect(nobody["username"] == .string("nobody") && nobody["displayName"] == .null)
            #expect(nobody["lastPlay"] == .null)
        }
    }

    @Test func `explain shows the state that the next build will act on`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            func state() async throws -> String {
                let said = try await site.run("explain", "ines").succeeds().stdout
                return String(said.split(separator: ":")[0].split(separator: " ").last ?? "")
            }
            #expect(try await state() == "fresh")
            try site.outdatePages()
            #expect(try await state() == "expired")
            try site.setStoredBio("new", of: "ines")
            #expect(try await state() == "changed")
            try FileManager.default.removeItem(atPath: site.output + "/ines/index.html")
            #expect(try await state() == "missing")
            try await site.run("build").succeeds()
            #expect(try await state() == "fresh")
            try site.setStoredVisibility("private", of: "ines")
            #expect(try await state() == "hidden")
        }
    }

    /// Decodes the document and checks that it has exactly the documented keys.
    private func document(_ outcome: Program.Outcome) throws -> JSONValue {
        let document = try json(outcome)
        #expect(document.keys == Self.whole)
        for key in ["startedAt", "finishedAt"] {
            #expect(document[key]?.text?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil)
        }
        if let sync = document["sync"], sync != .null {
            #expect(sync.keys == Self.sync)
            for user in sync["users"]?.items ?? [] { #expect(user.keys == Self.user) }
        }
        if let build = document["build"], build != .null {
            #expect(build.keys == Self.build)
            for page in build["pages"]?.items ?? [] { #expect(page.keys == Self.page) }
        }
        return document
    }

    private func json(_ outcome: Program.Outcome) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(outcome.stdout.utf8))
    }
}
