import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct HelpTests {
    @Test func `every command has help with usage and overview`() async throws {
        let site = try TestSite()
        let dump = try await site.run("--experimental-dump-help").succeeds().stdout
        let tool = try JSONDecoder().decode(JSONValue.self, from: Data(dump.utf8))
        let commands = try paths(of: #require(tool["command"]))
        let expected = [["run"], ["sync"], ["build"], ["user", "set"], ["explain"], ["demo"]]
        #expect(expected.allSatisfy(commands.contains))
        for command in commands {
            let help = try await Program.run(command + ["--help"], environment: site.environment, in: site.path)
            #expect(help.status == 0)
            #expect(help.stdout.contains("USAGE: sitegen"), "\(command)")
            #expect(help.stdout.contains("OVERVIEW:"), "\(command) has no overview")
            #expect(help.stderr == "")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path) == [])
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script is generated for each shell`(shell: String) async throws {
        let site = try TestSite()
        let outcome = try await site.run("--generate-completion-script", shell).succeeds()
        #expect(outcome.stdout.contains("sitegen"))
        #expect(outcome.stdout.contains("visibility"))
        #expect(outcome.stderr == "")
    }

    @Test func `the option --version prints one line`() async throws {
        let outcome = try await TestSite().run("--version").succeeds()
        #expect(outcome.stdout.wholeMatch(of: #/\d+\.\d+\.\d+\S*\n/#) != nil)
    }

    @Test(arguments: [
        [], ["run"], ["sync"], ["status"], ["verify"], ["build", "ada"], ["run", "ada"], ["backup", "b"],
    ])
    func `where nobody is connected, a command says how to begin and makes nothing`(arguments: [String]) async throws {
        let site = try TestSite()
        let outcome = try await Program.run(arguments, environment: site.environment, in: site.path)
        #expect(outcome.stderr.contains("nobody is connected") || outcome.stdout.contains("nobody is connected"))
        #expect(outcome.stdout.contains("sitegen connect") || outcome.stderr.contains("sitegen connect"), "\(outcome)")
        #expect(outcome.stderr.contains("sitegen demo") || outcome.stdout.contains("sitegen demo"), "\(outcome)")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path) == [])
    }

    @Test func `a mistyped command in an empty folder gets a suggestion and makes nothing`() async throws {
        let site = try TestSite()
        let outcome = try await site.run("statsu")
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains("did you mean 'sitegen status'?"), "\(outcome)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path) == [])
    }

    @Test func `a site without users can be built, and then runs`() async throws {
        let site = try TestSite()
        try await site.run("build").succeeds()
        let outcome = try await site.run().succeeds()
        #expect(outcome.stdout == "")
        #expect(outcome.stderr == "")
        #expect(try site.tree().paths.contains("index.html"))
        #expect(try site.tree().paths.contains("about/index.html"))
        #expect(try FileTree.mode(site.database) == 0o600)
        #expect(try await site.run("user", "list").succeeds().stdout == "")
    }

    private func paths(of command: JSONValue) -> [[String]] {
        let children = (command["subcommands"]?.items ?? []).filter { $0["commandName"]?.text != "help" }
        return [[]]
            + children.flatMap { child in
                paths(of: child).map { [child["commandName"]?.text ?? ""] + $0 }
            }
    }
}
