import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// A site whose users are in three databases that build into one folder.
@Suite(.timeLimit(.minutes(20))) struct ShardTests {
    private static let count = 3
    /// The shards of the ten users by their names, which never change.
    private static let listings = (0..<count).map { "shards/shard-\($0).sqlite.ndjson" }

    /// Lends the site of ten users, divided; the databases have built nothing into `sharded` yet.
    private func withShards(_ body: (TestSite, RunningSpotify) async throws -> Void) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let made = try await site.run("split", "\(Self.count)", "shards").succeeds()
            #expect(made.lines.count == Self.count + 1, "\(made)")
            try await body(site, spotify)
        }
    }

    private func run(_ site: TestSite, _ arguments: String..., on part: String) async throws -> Program.Outcome {
        let place = ["--database", "shards/\(part).sqlite", "--output", "sharded"]
        return try await Program.run(arguments + place, environment: site.environment, in: site.path)
    }

    private func lists(_ site: TestSite) async throws -> Program.Outcome {
        let arguments = ["lists"] + Self.listings + ["--database", "shards/lists.sqlite", "--output", "sharded"]
        return try await Program.run(arguments, environment: site.environment, in: site.path)
    }

    private func buildAll(_ site: TestSite) async throws {
        for index in 0..<Self.count { try await run(site, "build", on: "shard-\(index)").succeeds() }
        try await lists(site).succeeds()
    }

    private func sharded(_ site: TestSite) throws -> FileTree { try FileTree(site.file("sharded")) }

    /// The shard that has a user.
    private func shard(of user: String, _ site: TestSite) throws -> Int {
        let index = try (0..<Self.count).first { index in
            try String(contentsOfFile: site.file(Self.listings[index]), encoding: .utf8).contains(
                "\"username\":\"\(user)\"")
        }
        return try #require(index)
    }

    @Test func `three shards and their lists make the same files as one database`() async throws {
        try await withShards { site, _ in
            for index in 0..<Self.count {
                try await run(site, "build", on: "shard-\(index)").succeeds()
            }
            // Until the lists are made there are pages of users and what these load, and nothing else.
            let before = try sharded(site).paths
            #expect(before.allSatisfy { $0.hasPrefix("assets/") || $0.contains("/") }, "\(before)")
            #expect(!before.contains("about/index.html"))
            try await lists(site).succeeds()
            #expect(try sharded(site).contents() == site.tree().contents())
            for part in ["shard-0", "shard-1", "shard-2", "lists"] {
                let found = try await run(site, "verify", on: part)
                #expect(found.status == 0, "\(part): \(found)")
                let again = part == "lists" ? try await lists(site) : try await run(site, "build", on: part)
                #expect(again.status == 0, "\(part): \(again)")
                let health = try await run(site, "status", on: part)
                #expect(!health.stdout.contains("cannot be built"), "\(part): \(health)")
            }
            // Nothing is left to do, and nothing was written twice.
            let stamps = try sharded(site).stamps()
            try await buildAll(site)
            #expect(try sharded(site).stamps() == stamps)
        }
    }

    @Test func `shards that build at one time leave each other's files alone`() async throws {
        try await withShards { site, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<Self.count {
                    group.addTask { _ = try await run(site, "build", on: "shard-\(index)").succeeds() }
                }
                try await group.waitForAll()
            }
            // What a killed build of one shard left is not another one's to delete.
            try site.write("", to: "sharded/.sitegen-staging-1")
            try site.write("half", to: "sharded/assets/.site.css.sitegen-stage-1")
            try await run(site, "build", "--force", on: "shard-0").succeeds()
            try await lists(site).succeeds()
            #expect(site.exists("sharded/assets/.site.css.sitegen-stage-1"))
            try await run(site, "build", on: "shard-1").succeeds()
            #expect(!site.exists("sharded/assets/.site.css.sitegen-stage-1"))
            #expect(try sharded(site).contents() == site.tree().contents())
        }
    }

    @Test func `who hides is gone from page and listing at once, and from the directory with the next lists`()
        async throws
    {
        try await withShards { site, _ in
            try await buildAll(site)
            let index = try shard(of: "ines", site)
            try await run(site, "user", "set", "ines", "--visibility", "private", on: "shard-\(index)").succeeds()
            let tree = try sharded(site)
            #expect(tree.paths.filter { $0.hasPrefix("ines/") } == [])
            #expect(try !String(contentsOfFile: site.file(Self.listings[index]), encoding: .utf8).contains("ines"))
            try await lists(site).succeeds()
            for page in ["index.html", "sitemap.xml"] {
                #expect(try !String(decoding: sharded(site).bytes(page), as: UTF8.self).contains("ines/"))
            }
        }
    }

    @Test func `a mistake in a template keeps no hidden name in a listing`() async throws {
        try await withShards { site, _ in
            try await site.run("templates", "copy", "templates").succeeds()
            try await buildAll(site)
            let index = try shard(of: "ines", site)
            try await site.shell("echo '{{#broken}}' >> templates/profile.mustache").succeeds()
            let outcome = try await run(site, "user", "set", "ines", "--visibility", "private", on: "shard-\(index)")
            #expect(outcome.status == 65, "\(outcome)")
            #expect(try !String(contentsOfFile: site.file(Self.listings[index]), encoding: .utf8).contains("ines"))
            try await site.run("templates", "copy", "templates", "--force").succeeds()
            try await lists(site).succeeds()
            #expect(try !String(decoding: sharded(site).bytes("index.html"), as: UTF8.self).contains("ines/"))
            try await run(site, "user", "set", "ines", "--visibility", "public", on: "shard-\(index)").succeeds()
            try await lists(site).succeeds()
            #expect(try String(decoding: sharded(site).bytes("index.html"), as: UTF8.self).contains("ines/"))
        }
    }

    @Test func `a mistyped command makes no database one of lists or of less than a shard`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let other = ["--database", "new.sqlite", "--output", "new"]
            let typo = try await Program.run(
                ["lists", "none.ndjson"] + other, environment: site.environment, in: site.path)
            #expect(typo.status == 65, "\(typo)")
            try await Program.run(["build"] + other, environment: site.environment, in: site.path).succeeds()
            for count in ["-3", "0", "1", "4097", "99999999999999999999"] {
                let outcome = try await site.run("split", "--", count, "shards")
                #expect([64, 78].contains(outcome.status), "\(outcome)")
            }
            #expect(!site.exists("shards"))
        }
    }

    @Test func `a database that has built a site without users leaves it to the lists when it becomes a shard`()
        async throws
    {
        let site = try TestSite()
        try await site.run("build").succeeds()
        let before = try site.tree().contents()
        try await site.run("build", "--shard", "0/2").succeeds()
        #expect(try site.tree().contents() == before)
        let changes = try await site.run("changes").succeeds()
        #expect(changes.lines.contains("shard\t0/2") && !changes.stdout.contains("index.html"), "\(changes)")
    }

    @Test func `a listing tells nothing that the directory does not show`() async throws {
        try await withShards { site, _ in
            try await buildAll(site)
            let index = try shard(of: "theo", site)
            let hiding = ["artists", "history", "personality", "facts"].flatMap { ["--hide", $0] }
            let database = ["--database", "shards/shard-\(index).sqlite", "--output", "sharded"]
            try await Program.run(
                ["user", "set", "theo", "--bio", "A secret"] + hiding + database, environment: site.environment,
                in: site.path
            ).succeeds()
            let lines = try String(contentsOfFile: site.file(Self.listings[index]), encoding: .utf8).split(
                separator: "\n")
            let line = try #require(lines.first { $0.contains("\"username\":\"theo\"") })
            let person =
                try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["person"]
                as? [String: Any]
            #expect(person?["topArtist"] as? String == "" && person?["cover"] as? String == "")
            #expect((person?["weeks"] as? [Int])?.isEmpty == true && (person?["label"] as? [String])?.isEmpty == true)
            #expect(!line.contains("secret") && !line.contains("account"))
        }
    }

    @Test func `an old style sheet goes when no shard needs it, and not before`() async throws {
        try await withShards { site, _ in
            try await site.run("templates", "copy", "templates").succeeds()
            try await buildAll(site)
            func sheets() throws -> [String] {
                try sharded(site).paths.filter { $0.hasPrefix("assets/site.") && $0.hasSuffix(".css") }
            }
            let old = try #require(try sheets().first)
            try await site.shell("echo 'body { margin: 1px }' >> templates/assets/site.css").succeeds()
            // Two of three shards have the new one, and need the old one no more.
            for index in [0, 1, 0, 1] { try await run(site, "build", on: "shard-\(index)").succeeds() }
            for _ in 0..<3 { try await lists(site).succeeds() }
            #expect(try sheets().count == 2 && sheets().contains(old))
            for _ in 0..<2 { try await run(site, "build", on: "shard-2").succeeds() }
            #expect(try sheets().contains(old), "a shard deletes no file that others may use")
            try await lists(site).succeeds()
            #expect(try sheets().contains(old), "a copy of the site may be behind")
            try await site.shell(
                "python3 -c \"import sqlite3; d = sqlite3.connect('shards/lists.sqlite'); "
                    + "d.execute('UPDATE page SET checkedAt = checkedAt - 3 * 86400000'); d.commit()\""
            ).succeeds()
            try await lists(site).succeeds()
            #expect(try sheets().count == 1 && !sheets().contains(old))
            // The next deployment of the lists deletes it; those of shards know nothing of it.
            let removed = try await run(site, "changes", on: "shard-2").succeeds()
            #expect(!removed.stdout.contains(old))
        }
    }

    @Test func `a user who belongs elsewhere is refused, and the message names the right shard`() async throws {
        try await withShards { site, _ in
            let name = "newcomer"
            let outcomes = try await [0, 1, 2].asyncMap { index in
                try await run(site, "connect", name, "--no-browser", on: "shard-\(index)")
            }
            let refused = outcomes.filter { $0.stderr.contains("'newcomer' belongs to shard") }
            #expect(refused.count == 2 && refused.allSatisfy { $0.status == 78 }, "\(outcomes)")
            let home = try #require(outcomes.firstIndex { !$0.stderr.contains("belongs to shard") })
            for outcome in refused { #expect(outcome.stderr.contains("belongs to shard \(home)/3"), "\(outcome)") }
            // The database of another shard is refused as a whole.
            let wrong = try await run(site, "run", "--shard", "1/3", on: "shard-0")
            #expect(wrong.status == 78 && wrong.stderr.contains("shard 0/3"), "\(wrong)")
            let whole = try await site.run("run", "--shard", "1/3")
            #expect(whole.status == 78 && whole.stderr.contains("sitegen split 3 FOLDER"), "\(whole)")
            let none = try await run(site, "run", on: "lists")
            #expect(none.status == 78 && none.stderr.contains("sitegen lists"), "\(none)")
            let unknown = try await site.run("build", "--shard", "3/3")
            #expect(unknown.status == 78 && unknown.stderr.contains("such as 0/8 to 7/8"), "\(unknown)")
        }
    }

    @Test func `lists of less than all shards, and broken ones, change nothing`() async throws {
        try await withShards { site, _ in
            try await buildAll(site)
            let before = try sharded(site).stamps()
            func lists(_ files: [String]) async throws -> Program.Outcome {
                let place = ["--database", "shards/lists.sqlite", "--output", "sharded"]
                return try await Program.run(["lists"] + files + place, environment: site.environment, in: site.path)
            }
            let missing = try await lists([Self.listings[0], Self.listings[2]])
            #expect(missing.status == 65 && missing.stderr.contains("no listing of shard 1/3"), "\(missing)")
            let twice = try await lists(Self.listings + [Self.listings[1]])
            #expect(twice.status == 65 && twice.stderr.contains("both listings of shard 1/3"), "\(twice)")
            let absent = try await lists(Self.listings.dropLast() + ["none.ndjson"])
            #expect(absent.status == 65 && absent.stderr.contains("none.ndjson: No such file"), "\(absent)")
            // A copy of a listing may be cut off.
            let whole = try site.data(Self.listings[0])
            for length in [whole.count - 1, whole.count / 2, 10, 0] {
                try site.write(whole.prefix(length), to: Self.listings[0])
                let outcome = try await lists(Self.listings)
                #expect(outcome.status == 65 && outcome.stderr.contains("sqlite.ndjson:"), "\(length): \(outcome)")
            }
            try site.write(whole, to: Self.listings[0])
            let ownDatabase = try await Program.run(
                ["lists"] + Self.listings + ["--output", "sharded"], environment: site.environment, in: site.path)
            #expect(ownDatabase.status == 78 && ownDatabase.stderr.contains("another file"), "\(ownDatabase)")
            #expect(try sharded(site).stamps() == before)
        }
    }

    @Test func `what was changed by hand in the lists is found, and made again`() async throws {
        try await withShards { site, _ in
            try await buildAll(site)
            let good = try sharded(site).contents()
            try await site.rot("sharded/index.html")
            let found = try await run(site, "verify", "--repair", on: "lists")
            #expect(found.status == 1 && found.stdout.contains("index.html"), "\(found)")
            try await lists(site).succeeds()
            #expect(try sharded(site).contents() == good)
            try await run(site, "verify", on: "lists").succeeds()
        }
    }

    @Test func `shards sync their own users`() async throws {
        try await withShards { site, spotify in
            try await buildAll(site)
            try spotify.play(3, for: "ines")
            let index = try shard(of: "ines", site)
            var plays = 0
            for part in 0..<Self.count {
                let outcome = try await run(site, "run", "--force", "--json", on: "shard-\(part)").succeeds()
                let document = try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [String: Any]
                let new = (document?["sync"] as? [String: Any])?["newPlays"] as? Int ?? 0
                #expect((new > 0) == (part == index), "\(outcome)")
                plays += new
            }
            #expect(plays == 3)
            try await lists(site).succeeds()
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
