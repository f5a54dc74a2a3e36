import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct DeployTests {
    @Test func `the files that changed since a cursor are listed`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let all = try await changes(of: site)
            let tree = try site.tree()
            #expect(Set(all.lines.map(\.path)) == Set(tree.paths.filter { !$0.hasSuffix(".gz") }))
            #expect(Set(all.lines.map(\.kind)) == ["asset", "page"])
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            let next = try await changes(of: site, "--since", all.cursor)
            let hidden = next.lines.filter { $0.kind == "hidden" }.map(\.path)
            #expect(Set(hidden) == Set(tree.paths.filter { $0.hasPrefix("ines/") && !$0.hasSuffix(".gz") }))
            #expect(next.lines.contains { $0.kind == "page" && $0.path == "index.html" })
            #expect(try await changes(of: site, "--since", next.cursor).lines.isEmpty)

            let refused = try await site.run("changes", "--since", "elsewhere")
            #expect(refused.status == 65 && refused.stdout.isEmpty && refused.stderr.contains("'elsewhere'"))
        }
    }

    @Test func `a run writes the list of what it changed, also when it fails`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.turnBack(by: 14_400, ["ines"])
            try site.change("UPDATE user SET bio = 'New', dataVersion = dataVersion + 1 WHERE username = 'ines'")
            try FileManager.default.removeItem(atPath: site.output + "/theo")
            try site.write("in the way", to: "output/theo")
            #expect(try await site.run("run", "--changes", "changed.txt").status == 1)
            let lines = lines(of: site.folder.text("changed.txt"))
            #expect(lines.contains { $0.path == "ines/index.html" } && !lines.contains { $0.path == "joao/index.html" })
            #expect(lines.last?.kind == "cursor")
        }
    }

    @Test func `after each command that can change the site, the command of the operator runs`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write(
                """
                deploy:
                  command: pwd -P >>deployed.txt; "$SITEGEN" changes | grep -c ines/index.html >>deployed.txt || true
                """, to: "sitegen.yaml")
            let folder = URL(filePath: site.path).resolvingSymlinksInPath().path
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            #expect(site.folder.text("deployed.txt") == "\(folder)\n0\n")
            try await site.run("user", "set", "ines", "--visibility", "public").succeeds()
            #expect(site.folder.text("deployed.txt").hasSuffix("\n1\n"))
            for arguments in [
                ["build"], ["run"], ["user", "rename", "theo", "theodore"], ["disconnect", "joao", "--yes"],
            ] {
                let before = site.folder.text("deployed.txt")
                #expect(try await Program.run(arguments, environment: site.environment, in: site.path).status == 0)
                #expect(site.folder.text("deployed.txt") == before + "\(folder)\n1\n", "\(arguments)")
            }
            // What changes nothing deploys nothing.
            let before = site.folder.text("deployed.txt")
            for arguments in [["build", "--dry-run"], ["status"], ["user", "list"], ["sync"]] {
                try await Program.run(arguments, environment: site.environment, in: site.path).succeeds()
            }
            #expect(site.folder.text("deployed.txt") == before)
        }
    }

    @Test func `a page that is hidden is deployed although the templates are broken`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write("deploy:\n  command: touch deployed\n", to: "sitegen.yaml")
            try site.write("nothing else", to: "templates/profile.mustache")
            #expect(try await site.run("user", "set", "ines", "--visibility", "private").status == 65)
            #expect(FileManager.default.fileExists(atPath: site.path + "/deployed"))
        }
    }

    @Test(arguments: [("exit 3", "ended with exit code 3"), ("kill -9 $$", "was ended by signal 9")])
    func `a command that fails is an error of the run, whose pages are there`(
        command: String, words: String
    ) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write("deploy:\n  command: \(command)\n", to: "sitegen.yaml")
            let outcome = try await site.run("run", "--force", "--json")
            #expect(outcome.status == 1 && outcome.stderr.contains("deploy.command \(words)"), "\(outcome)")
            #expect(outcome.stdout.hasPrefix("{"))
        }
    }

    @Test func `a run that is to go on later ends with 1 when the deployment fails`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write("deploy:\n  command: exit 3\n", to: "sitegen.yaml")
            let lock = open(site.database + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            defer { close(lock) }
            try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let outcome = try await site.run("run")
            #expect(outcome.status == 1, "\(outcome)")
            let errors = outcome.stderr.split(separator: "\n").filter { $0.hasPrefix("error:") }
            #expect(errors.count == 2 && errors.last?.contains("exit code 3") == true, "\(outcome)")
        }
    }

    @Test func `a sitegen that the command starts does not run it once more`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write("deploy:\n  command: echo once >>deployed; \"$SITEGEN\" build\n", to: "sitegen.yaml")
            try await site.run("build").succeeds()
            #expect(site.folder.text("deployed") == "once\n")
        }
    }

    @Test func `the command gets neither the client secret nor stdout`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write("deploy:\n  command: env; cat\n", to: "sitegen.yaml")
            let outcome = try await site.run("build", "--json", with: ["SITEGEN_SPOTIFY_CLIENT_SECRET": "hush-hush"])
            #expect(outcome.status == 0 && !outcome.stderr.contains("hush-hush"))
            #expect(outcome.stderr.contains("SITEGEN_OUTPUT=\(site.output)"))
            #expect(outcome.stdout.hasPrefix("{") && outcome.stdout.hasSuffix("}\n"))
        }
    }

    @Test func `the settings file may be named in the environment, and a flag is stronger`() async throws {
        let site = try TestSite(settings: "site:\n  title: \"\"\n")
        try site.write("output: elsewhere\n", to: "other.yaml")
        try await site.run("build", with: ["SITEGEN_CONFIG": "other.yaml"]).succeeds()
        #expect(FileManager.default.fileExists(atPath: site.path + "/elsewhere/index.html"))
        let outcome = try await site.run("build", "--config", "sitegen.yaml", with: ["SITEGEN_CONFIG": "other.yaml"])
        #expect(outcome.status == 78)
    }

    private typealias Line = (kind: String, path: String)

    private func lines(of text: String) -> [Line] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count == 2 ? parts[1] : "?")
        }
    }

    private func changes(of site: TestSite, _ arguments: String...) async throws -> (lines: [Line], cursor: String) {
        let outcome = try await Program.run(["changes"] + arguments, environment: site.environment, in: site.path)
        #expect(outcome.status == 0, "\(outcome)")
        var lines = lines(of: outcome.stdout)
        let last = lines.popLast()
        #expect(last?.kind == "cursor")
        return (lines, last?.path ?? "")
    }
}
