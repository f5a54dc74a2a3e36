import Foundation
import GRDB
import SpotifySimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct VisibilityTests {
    @Test func `a page that becomes private goes in the same command, with all that lists it`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            let tree = try site.tree()
            #expect(tree.paths.filter { $0.hasPrefix("ines/") } == [])
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ines"))
            #expect(try places(mentioning: "ines", tree) == [])
            #expect(try site.stored("SELECT path FROM page WHERE path LIKE 'ines/%'", as: String.self) == [])
            // It stays away, whatever is built.
            try await site.run("build", "ines", "--force").succeeds()
            try await site.run("run", "--force").succeeds()
            #expect(try site.tree().paths.filter { $0.hasPrefix("ines/") } == [])
            #expect(spotify.simulator.requests.isEmpty == false)

            try await site.run("user", "set", "ines", "--visibility", "public").succeeds()
            #expect(try places(mentioning: "ines", site.tree()) == ["index.html", "sitemap.xml"])
            #expect(try site.tree().paths.contains("ines/index.html.gz"))
        }
    }

    @Test func `an unlisted page is there for who knows it, and in no list or search engine`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree().contents()
            #expect(try isIndexed(site.page(of: "theo")))
            try await site.run("user", "set", "theo", "--visibility", "unlisted").succeeds()
            #expect(try !isIndexed(site.page(of: "theo")))
            #expect(try places(mentioning: "theo", site.tree()) == [])
            #expect(try HTMLDocument(site.page(of: "theo")).elements("h1").first?.text == "Theodore Pell")
            // The others were not touched, and have not changed since.
            #expect(try site.tree().contents()["joao/index.html"] == before["joao/index.html"])

            try await site.run("user", "set", "theo", "--visibility", "public").succeeds()
            #expect(try site.tree().contents() == before)
        }
    }

    @Test func `a page that cannot be hidden, because nothing can be stored, is said to be shown`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.change("CREATE TRIGGER full BEFORE UPDATE ON user BEGIN SELECT RAISE(ABORT, 'no space'); END")
            let outcome = try await site.run("user", "set", "ines", "--visibility", "private")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.stderr.contains("the page is shown as before"), "\(outcome)")
            #expect(try site.tree().paths.contains("ines/index.html"))
        }
    }

    @Test func `a page that is hidden goes even when Spotify fails and another page cannot be made`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            spotify.simulator.order(.status(500), times: nil)
            try site.change("UPDATE user SET visibility = 'private' WHERE username = 'anuja'")
            try site.turnBack(by: 14_400, ["ines"])
            try FileManager.default.removeItem(atPath: site.output + "/theo")
            try site.write("in the way", to: "output/theo")
            let outcome = try await site.run("run")
            #expect(outcome.status == 1)
            #expect(outcome.complaints(about: "theo/index.html").count == 1)
            #expect(try site.tree().paths.filter { $0.hasPrefix("anuja/") } == [])
        }
    }

    @Test func `a page that is hidden goes although the templates are broken`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try copyTemplates(to: site)
            try site.write("{{nonsense}}", to: "templates/profile.mustache")
            let outcome = try await site.run("user", "set", "ines", "--visibility", "private")
            #expect(outcome.status == 65)
            #expect(try site.tree().paths.filter { $0.hasPrefix("ines/") } == [])
        }
    }

    @Test func `a change by hand is made and published while a run is under way`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let lock = open(site.database + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            #expect(try places(mentioning: "ines", site.tree()) == [])
            try await site.run("user", "set", "ines", "--visibility", "public", "--time-zone", "Asia/Tokyo").succeeds()
            #expect(try site.tree().paths.contains("ines/index.html"))
            close(lock)
        }
    }

    @Test func `a renamed page moves, and the old address is gone`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try await site.run("user", "rename", "joao", "joao-amaral").succeeds()
            let tree = try site.tree()
            #expect(!FileManager.default.fileExists(atPath: site.output + "/joao"))
            #expect(tree.paths.contains("joao-amaral/index.html") && tree.paths.contains("joao-amaral/index.html.gz"))
            #expect(try places(mentioning: "joao", tree) == [])
            #expect(try places(mentioning: "joao-amaral", tree) == ["index.html", "sitemap.xml"])
            let unknown = try await site.run("user", "show", "joao")
            #expect(unknown.status == 64)
            #expect(unknown.stderr.contains("no user 'joao'"))
        }
    }

    @Test func `a removed user leaves nothing behind, on disk or in the database`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            // Nobody is there to be asked, so nothing may happen.
            let unasked = try await site.run("user", "remove", "noriko")
            #expect(unasked.status == 64)
            #expect(unasked.stderr.contains("--yes"))
            #expect(try site.tree().paths.contains("noriko/index.html"))

            let id = try site.stored("SELECT id FROM user WHERE username = 'noriko'", as: Int.self)[0]
            #expect(try site.stored("SELECT count(*) FROM play WHERE userID = ?", [id], as: Int.self) != [0])
            try await site.run("user", "remove", "noriko", "--yes").succeeds()
            #expect(!FileManager.default.fileExists(atPath: site.output + "/noriko"))
            #expect(try places(mentioning: "noriko", site.tree()) == [])
            for table in [
                "credential", "play", "lastAnswer", "listeningDay", "topList", "topArtist", "topTrack", "personality",
                "gap",
                "syncRun",
            ] {
                #expect(
                    try site.stored("SELECT count(*) FROM \(table) WHERE userID = ?", [id], as: Int.self) == [0],
                    "\(table)")
            }
        }
    }

    @Test(arguments: [
        ["user", "set", "ines", "--visibility", "private"], ["user", "rename", "ines", "agnes"],
        ["user", "remove", "ines", "--yes"], ["disconnect", "ines", "--yes"],
    ])
    func `every page of a user goes in the same command, and none of anybody else`(_ command: [String]) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            for user in ["ines", "theo"] {
                for folder in ["\(user)/1999", "\(user)/1999/12"] {
                    for name in ["index.html", "index.html.gz"] {
                        try site.write("a recap", to: "output/\(folder)/\(name)")
                    }
                    try site.change(
                        "INSERT INTO page SELECT ?, x'', x'', 7, 1, 1, 1, id FROM user WHERE username = ?",
                        [folder + "/index.html", user])
                }
            }
            let pagesOfTheo = try site.tree().paths.filter { $0.hasPrefix("theo/") }
            #expect(pagesOfTheo.count >= 6)
            func recordsOfTheo() throws -> [String] {
                try site.stored("SELECT path FROM page WHERE path LIKE 'theo/%' ORDER BY path")
            }
            let records = try recordsOfTheo()
            #expect(records.count >= 3)
            let outcome = try await site.start(command).ended()
            #expect(outcome.status == 0, "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ines"))
            #expect(try site.tree().paths.filter { $0.hasPrefix("theo/") } == pagesOfTheo)
            #expect(try site.stored("SELECT path FROM page WHERE path LIKE 'ines/%'", as: String.self) == [])
            #expect(try recordsOfTheo() == records)
        }
    }

    @Test(arguments: [
        ("bio", ".bio"), ("facts", ".facts"), ("artists", "ol.top"), ("history", "#year"), ("clock", "#around"),
    ])
    func `a hidden section is not on the page, and comes back`(section: String, mark: String) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            func count() throws -> Int {
                let document = HTMLDocument(try site.page(of: "ines"))
                return switch mark.first {
                case "#": document.elements(where: "id", is: String(mark.dropFirst())).count
                case ".": document.elements(class: String(mark.dropFirst())).count
                default: document.elements(class: "top").count
                }
            }
            if section == "clock" { try await giveDays(to: "ines", site) }
            let before = try site.page(of: "ines")
            let shown = try count()
            #expect(shown > 0)
            try await site.run("user", "set", "ines", "--hide", section).succeeds()
            #expect(try count() < shown)
            if section != "artists" { #expect(try count() == 0) }
            try await site.run("user", "set", "ines", "--show", section).succeeds()
            #expect(try site.page(of: "ines") == before)
        }
    }

    /// Gives a user a play on each of the last 30 days: with few days there are no charts of hours.
    private func giveDays(to user: String, _ site: TestSite) async throws {
        let rows = (1...30).map { day in
            let end = Date(timeIntervalSinceNow: -86_400 * Double(day)).formatted(.iso8601)
            return """
                {"ts":"\(end)","ms_played":200000,"master_metadata_track_name":"One",\
                "master_metadata_album_artist_name":"Band","spotify_track_uri":"spotify:track:one"}
                """
        }
        try site.write("[\(rows.joined(separator: ","))]", to: "Streaming_History_Audio_1.json")
        try await site.run("import", user, "Streaming_History_Audio_1.json").succeeds()
        try await site.run("build", user).succeeds()
    }

    /// Which of the lists link to a user.
    private func places(mentioning user: String, _ tree: FileTree) throws -> [String] {
        try ["index.html", "sitemap.xml"].filter { path in
            let bytes = try tree.bytes(path)
            let text = String(decoding: bytes, as: UTF8.self)
            let links = HTMLDocument(bytes).elements("a").compactMap { $0["href"] }
            return links.contains { $0.hasPrefix(user + "/") }
                || text.contains("<loc>https://music.example.org/\(user)/</loc>")
        }
    }

    private func isIndexed(_ page: Data) -> Bool {
        let robots = HTMLDocument(page).elements("meta").filter { $0["name"] == "robots" }
        return !robots.contains { $0["content"]?.contains("noindex") == true }
    }
}
