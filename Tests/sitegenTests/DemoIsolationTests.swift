import Foundation
import TestSupport
import Testing

/// Invented users never get into another site, whatever the environment or the flags say.
@Suite(.timeLimit(.minutes(20))) struct DemoIsolationTests {
    @Test func `demo ignores environment variables that name another site`() async throws {
        let real = try TestSite()
        try real.write("precious", to: "sitegen.key")
        let before = try FileTree(real.path).contents()
        let site = try TestSite()
        try await site.run(
            "demo", "d", "--users", "1",
            with: [
                "SITEGEN_DATABASE": real.database, "SITEGEN_OUTPUT": real.output,
                "SITEGEN_SECRET_KEY_FILE": real.path + "/sitegen.key", "SITEGEN_TEMPLATES": real.path + "/nowhere",
                "SITEGEN_SITE_TITLE": "Real", "SITEGEN_SITE_BASE_URL": "https://real.example",
                "SITEGEN_SPOTIFY_CLIENT_ID": "real", "SITEGEN_SPOTIFY_CLIENT_SECRET": "real",
                "SITEGEN_SPOTIFY_API_URL": "http://127.0.0.1:9/v1", "SITEGEN_BUILD_PRECOMPRESS": "none",
            ]
        ).succeeds()
        #expect(try FileTree(real.path).contents() == before)
        let demo = try FileTree(site.path + "/d")
        #expect(Set(demo.paths).isSuperset(of: ["sitegen.sqlite", "sitegen.key", "output/index.html.gz"]))
        #expect(try !String(decoding: demo.bytes("output/index.html"), as: UTF8.self).contains("Real"))
    }

    @Test func `demo does not overwrite files in the output of another site`() async throws {
        try await RunningSpotify.withTenUsers { _, real in
            try real.write("mine", to: "output/notes.txt")
            let before = try real.tree().contents()
            let site = try TestSite()
            let outcome = try await site.run("demo", "d", "--users", "2", "--output", real.output)
            #expect(outcome.status != 0, "\(outcome)")
            let after = try real.tree().contents()
            #expect(before.filter { after[$0.key] != $0.value }.keys.sorted() == [])
        }
    }

    @Test func `a second demo does not overwrite the output of another site`() async throws {
        try await RunningSpotify.withTenUsers { _, real in
            let before = try real.tree().contents()
            let site = try TestSite()
            try await site.run("demo", "d", "--users", "1").succeeds()
            let settings = try site.data("d/sitegen.yaml")
            let outcome = try await site.run("demo", "d", "--users", "1", "--output", real.output)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(try real.tree().contents() == before)
            // Nor does the next demo try again.
            #expect(try site.data("d/sitegen.yaml") == settings)
            try await site.run("demo", "d", "--users", "1").succeeds()
        }
    }

    @Test func `make clean deletes a demo with its output, and nothing that is not a demo`() async throws {
        let checkout = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let makefile = checkout.appending(path: "Makefile").path(percentEncoded: false)
        let site = try TestSite()
        try site.write("mine", to: "output/mine.txt")
        try site.write("site:\n  title: Mine\n", to: "demo/sitegen.yaml")
        try await site.shell("make -f '\(makefile)' clean").succeeds()
        #expect(site.exists("demo/sitegen.yaml") && site.exists("output/mine.txt"))
        try await site.run("demo", "d", "--users", "1", "--output", "a b\\c").succeeds()
        #expect(site.exists("a b\\c/index.html"))
        try await site.shell("make -f '\(makefile)' clean DEMO_DIR=d DEMO_OUTPUT='a b\\c'").succeeds()
        #expect(!site.exists("d") && !site.exists("a b\\c"))
        #expect(site.exists("output/mine.txt"))
        // A demo may write into a folder with files of the operator.
        try site.write("mine", to: "public/mine.txt")
        try await site.run("demo", "d", "--users", "1", "--output", "public").succeeds()
        let clean = try await site.shell("make -f '\(makefile)' clean DEMO_DIR=d").succeeds()
        #expect(!site.exists("d") && site.exists("public/mine.txt"))
        #expect(clean.stderr.contains("/public was left alone"), "\(clean)")
    }

    @Test func `a second demo with fewer users removes the others, and nobody else`() async throws {
        let site = try TestSite()
        try await site.run("demo", ".", "--users", "3").succeeds()
        #expect(site.exists("output/theo/index.html") && site.exists("output/anuja/index.html"))
        try site.change("UPDATE user SET username = 'guest' WHERE username = 'theo'")
        let second = try await site.run("demo", ".", "--users", "1").succeeds()
        #expect(second.stderr.contains("1 invented user; "), "\(second)")
        #expect(try site.stored("SELECT username FROM user ORDER BY username", as: String.self) == ["guest", "ines"])
        #expect(!site.exists("output/anuja/index.html") && site.exists("output/guest/index.html"))
    }

    @Test func `a demo shows people with years of music, whose ranks move, and one who is new and one who is silent`()
        async throws
    {
        let site = try TestSite()
        try await site.run("demo", ".", "--users", "12").succeeds()
        let users = try site.stored("SELECT username FROM user", as: String.self)
        #expect(users.count == 12 && Set(users).isSuperset(of: ["pip", "nobody"]))
        let years = try site.stored(
            "SELECT count(DISTINCT substr(month, 1, 4)) FROM listeningMonth GROUP BY userID", as: Int.self)
        #expect(years.count == 11 && years.count { $0 >= 3 } >= 2)
        let tree = try site.tree()
        var moving = 0
        for user in users where user != "nobody" {
            let document = HTMLDocument(try tree.bytes(user + "/index.html"))
            if !document.elements(class: "move").isEmpty { moving += 1 }
            let hasDecades = !document.elements(where: "id", is: "decades").isEmpty
            #expect(hasDecades || user == "pip", "\(user)")
            // Two in a thousand pictures are missing in the catalogue.
            #expect(document.elements(class: "months").allSatisfy { !$0.elements("img").isEmpty }, "\(user)")
        }
        // The lists of one who plays a single album seldom move.
        #expect(moving >= 9)
        let nobody = HTMLDocument(try tree.bytes("nobody/index.html"))
        #expect(nobody.elements("section").isEmpty && nobody.elements(class: "coming").count == 1)
        for page in tree.pages {
            let text = HTMLDocument(try tree.bytes(page)).text
            for attack in ["<script>", "onmouseover", "DROP TABLE"] { #expect(!text.contains(attack), "\(page)") }
        }
    }
}
