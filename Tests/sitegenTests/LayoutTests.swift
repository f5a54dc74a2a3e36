import Foundation
import SiteModel
import TestSupport
import Testing

/// Everything in the output folder is published, so private files must not be there.
@Suite(.timeLimit(.minutes(20))) struct LayoutTests {
    @Test(arguments: [
        ("output: .\n", "sitegen.yaml", "output"),
        ("database: output/sitegen.sqlite\n", "output/sitegen.sqlite", "database"),
        ("secretKeyFile: output/k\n", "output/k", "secretKeyFile"),
        ("output: templates\ntemplates: templates\n", "templates", "templates"),
        ("templates: output/look\n", "output/look", "templates"),
        ("secretKeyFile: alias/k\n", "output/k", "secretKeyFile"),
    ])
    func `settings that put private files into the output folder are refused`(
        settings: String, path: String, key: String
    ) async throws {
        let site = try TestSite(settings: settings)
        try site.write("", to: "output/keep")
        try site.write("", to: "templates/keep")
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/alias", withDestinationPath: site.path + "/output")
        let before = try FileTree(site.path).paths
        for command in ["run", "build", "status", "verify"] {
            let outcome = try await site.run(command)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.stderr.contains(site.path + "/" + path), "\(outcome)")
            #expect(outcome.stderr.contains("'\(key)'") && outcome.stderr.contains("'output'"), "\(outcome)")
        }
        #expect(try FileTree(site.path).paths == before)
    }

    @Test func `the root of the file system is refused as output folder`() async throws {
        // This command never writes to the output, so the test does no harm if the check is missing.
        let outcome = try await TestSite(settings: "output: /\n").run("user", "list")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains("'output'"))
    }

    @Test func `a backup into the output folder is refused`() async throws {
        let site = try TestSite()
        try await site.run("build").succeeds()
        let before = try site.tree().paths
        let outcome = try await site.run("backup", "output/b.sqlite")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains(site.output + "/b.sqlite") && outcome.stderr.contains(site.output))
        #expect(try site.tree().paths == before)
        try await site.run("backup", "b.sqlite").succeeds()
    }

    @Test(arguments: [["build"], ["build", "--dry-run"]])
    func `a build with a new database does not overwrite an existing site`(arguments: [String]) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree().contents()
            try Store.open(path: site.file("other.sqlite")).close()
            let outcome = try await Program.run(
                arguments + ["--database", "other.sqlite"], environment: site.environment, in: site.path)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.stderr.contains("other.sqlite") && outcome.stderr.contains(site.output), "\(outcome)")
            #expect(try site.tree().contents() == before)
        }
    }

    @Test func `status and verify report a database that does not belong to the output`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try Store.open(path: site.file("other.sqlite")).close()
            for command in ["status", "verify"] {
                let outcome = try await site.run(command, "--database", "other.sqlite")
                #expect(outcome.status == 1, "\(outcome)")
                #expect(outcome.stdout.contains("other.sqlite") && outcome.stdout.contains(site.output), "\(outcome)")
            }
        }
    }

    @Test func `other folders in the output do not stop the first run`() async throws {
        let site = try TestSite()
        try site.write("<p>mine</p>", to: "output/blog/index.html")
        try await site.run("build").succeeds()
        #expect(try site.tree().paths.contains("index.html"))
    }
}
