import Foundation
import SiteModel
import GRDB
import SpotifySimulator
import TestSupport
import Testing

/// Disconnect deletes a user's data or reports that it did not: a page believed deleted never comes back.
@Suite(.timeLimit(.minutes(20))) struct DisconnectTests {
    private func rows(of user: String, _ site: TestSite) throws -> Int {
        try ["credential", "play", "listeningDay", "topList"].reduce(0) { sum, table in
            try sum
                + site.stored(
                    "SELECT count(*) FROM \(table) WHERE userID = (SELECT id FROM user WHERE username = ?)", [user],
                    as: Int.self)[0]
        }
    }

    @Test func `disconnect deletes the data even if the page has to wait for the next run`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let files = FileManager.default
            let (folder, away) = (site.output + "/ines", site.path + "/away")
            let count = try site.fileCount(of: "ines")
            try files.moveItem(atPath: folder, toPath: away)
            try files.createSymbolicLink(atPath: folder, withDestinationPath: away)
            let outcome = try await site.run("disconnect", "ines", "--yes")
            #expect(outcome.status == 73, "\(outcome)")
            #expect(outcome.stderr.contains(folder), "\(outcome)")
            #expect(outcome.stderr.contains("the next run deletes the page"), "\(outcome)")
            #expect(try rows(of: "ines", site) == 0)
            for list in ["index.html", "sitemap.xml"] {
                #expect(try !String(decoding: site.tree().bytes(list), as: UTF8.self).contains("ines/"))
            }
            try site.turnBack(by: 25 * 3600)
            spotify.simulator.resetRequests()
            let between = try await site.run("run")
            #expect(between.status == 1, "\(between)")
            #expect(between.complaints(about: folder).count == count, "\(between)")
            #expect(between.stderr.contains("ines"), "\(between)")
            #expect(!spotify.simulator.requests.isEmpty)
            #expect(files.fileExists(atPath: away + "/index.html"))
            try files.removeItem(atPath: folder)
            try files.moveItem(atPath: away, toPath: folder)
            try await site.run("run").succeeds()
            #expect(!files.fileExists(atPath: folder))
        }
    }

    @Test func `a disconnect killed while it waits for a sync of the user is finished by the next run`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let lock = try await site.lock("ines")
            let program = try site.start(["disconnect", "ines", "--yes"])
            try await program.waits { !FileManager.default.fileExists(atPath: site.output + "/ines/index.html") }
            program.killAtOnce()
            _ = await program.ended()
            lock.release()
            #expect(try rows(of: "ines", site) > 0)
            #expect(try await site.run("explain", "ines").succeeds().stdout.contains("was cut off"))
            spotify.simulator.resetRequests()
            try site.turnBack(by: 25 * 3600, ["ines"])
            try await site.run("run").succeeds()
            #expect(try rows(of: "ines", site) == 0)
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ines"))
            #expect(try !String(decoding: site.tree().bytes("index.html"), as: UTF8.self).contains("ines/"))
        }
    }

    @Test func `a disconnect that cannot write to the database reports it and keeps the page`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.change(
                "CREATE TRIGGER full BEFORE UPDATE ON user BEGIN SELECT RAISE(ABORT, 'no space'); END")
            let before = try rows(of: "ines", site)
            let outcome = try await site.run("disconnect", "ines", "--yes")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.stderr.contains("Nothing of 'ines' was deleted"), "\(outcome)")
            #expect(try rows(of: "ines", site) == before)
            #expect(FileManager.default.fileExists(atPath: site.output + "/ines/index.html"))
        }
    }

    @Test func `user remove works even if the page cannot be deleted`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let files = FileManager.default
            let (folder, away) = (site.output + "/ines", site.path + "/away")
            try files.moveItem(atPath: folder, toPath: away)
            try files.createSymbolicLink(atPath: folder, withDestinationPath: away)
            let outcome = try await site.run("user", "remove", "ines", "--yes")
            #expect(outcome.status == 73, "\(outcome)")
            #expect(try site.stored("SELECT count(*) FROM user WHERE username = 'ines'", as: Int.self) == [0])
            try files.removeItem(atPath: folder)
            try files.moveItem(atPath: away, toPath: folder)
            try await site.run("run").succeeds()
            #expect(!files.fileExists(atPath: folder))
        }
    }
}
