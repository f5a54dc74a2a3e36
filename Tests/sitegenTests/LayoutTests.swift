import Foundation
import TestSupport
import Testing

/// Whatever lies in the output folder is published with it.
@Suite(.timeLimit(.minutes(20))) struct LayoutTests {
    @Test(arguments: [
        ("output: .\n", "sitegen.yaml", "output"),
        ("database: output/sitegen.sqlite\n", "output/sitegen.sqlite", "database"),
        ("secretKeyFile: output/k\n", "output/k", "secretKeyFile"),
        ("output: templates\ntemplates: templates\n", "templates", "templates"),
        ("templates: output/look\n", "output/look", "templates"),
        ("secretKeyFile: alias/k\n", "output/k", "secretKeyFile"),
    ])
    func `nothing that is secret or no page may lie in the output folder`(
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

    @Test func `the root of the file system is no output folder`() async throws {
        // A command that never writes to the output: the test must do no harm where the check is missing.
        let outcome = try await TestSite(settings: "output: /\n").run("user", "list")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains("'output'"))
    }

    @Test func `a backup is not written into the output folder`() async throws {
        let site = try TestSite()
        try await site.run("build").succeeds()
        let before = try site.tree().paths
        let outcome = try await site.run("backup", "output/b.sqlite")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains(site.output + "/b.sqlite") && outcome.stderr.contains(site.output))
        #expect(try site.tree().paths == before)
        try await site.run("backup", "b.sqlite").succeeds()
    }

    @Test(arguments: [["run"], ["build"], ["build", "--dry-run"]])
    func `a database that is new does not empty the front page of a site that is there`(
        arguments: [String]
    ) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree().contents()
            let outcome = try await Program.run(
                arguments + ["--database", "other.sqlite"], environment: site.environment, in: site.path)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.stderr.contains("other.sqlite") && outcome.stderr.contains(site.output), "\(outcome)")
            #expect(try site.tree().contents() == before)
        }
    }

    @Test func `status and verify name a database that does not belong to the output`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try await site.run("user", "list", "--database", "other.sqlite").succeeds()
            for command in ["status", "verify"] {
                let outcome = try await site.run(command, "--database", "other.sqlite")
                #expect(outcome.status == 1, "\(outcome)")
                #expect(outcome.stdout.contains("other.sqlite") && outcome.stdout.contains(site.output), "\(outcome)")
            }
        }
    }

    @Test func `folders of the operator's own do not keep a new site from beginning`() async throws {
        let site = try TestSite()
        try site.write("<p>mine</p>", to: "output/blog/index.html")
        try await site.run("run").succeeds()
        #expect(try site.tree().paths.contains("index.html"))
    }
}
