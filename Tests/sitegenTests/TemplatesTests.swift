import Foundation
import TestSupport
import Testing

/// Editing the templates: copy, change, build.
@Suite(.timeLimit(.minutes(20))) struct TemplatesTests {
    @Test func `the copied templates equal the built-in ones, and a build with them changes nothing`() async throws {
        let site = try TestSite()
        _ = try await site.run("build").succeeds()
        let before = try site.tree().stamps()
        let copied = try await site.run("templates", "copy", "templates").succeeds()
        #expect(copied.stdout == "")
        #expect(copied.stderr == "")
        let original = try FileTree(builtIn).contents()
        #expect(try FileTree(site.path + "/templates").contents() == original)
        #expect(try names(in: site.path).filter { $0.hasSuffix("~") } == [])
        _ = try await site.run("build").succeeds()
        #expect(try site.tree().stamps() == before, "the copied templates give the same pages")
    }

    @Test func `the template changes in the README work`() async throws {
        let site = try TestSite()
        _ = try await site.run("templates", "copy", "templates").succeeds()
        let readme = try String(contentsOfFile: builtIn + "/../README.md", encoding: .utf8)
        let commands = readme.split(separator: "\n").map(String.init).filter { $0.hasPrefix("sed -i ") }
        #expect(commands.count == 2)
        for command in commands {
            let done = Process()
            done.executableURL = URL(filePath: "/bin/sh")
            done.arguments = ["-c", String(command.prefix { $0 != "#" })]
            done.currentDirectoryURL = URL(filePath: site.path)
            try done.run()
            done.waitUntilExit()
            #expect(done.terminationStatus == 0, "\(command)")
        }
        _ = try await site.run("build").succeeds()
        let about = String(decoding: try site.tree().bytes("about/index.html"), as: UTF8.self)
        #expect(about.contains("Made by the choir of St Anne's"))
        let sheet = try #require(try site.tree().paths.first { $0.hasPrefix("assets/site.") && $0.hasSuffix(".css") })
        #expect(String(decoding: try site.tree().bytes(sheet), as: UTF8.self).contains("--serif: Georgia, serif;"))
    }

    @Test func `copying templates into a folder that is not empty is refused`() async throws {
        let site = try TestSite()
        try site.write("mine", to: "templates/notes.txt")
        let outcome = try await site.run("templates", "copy", "templates")
        #expect(outcome.status == 73)
        #expect(outcome.complaints(about: "templates is not empty").count == 1, "\(outcome)")
        #expect(try FileTree(site.path + "/templates").paths == ["notes.txt"])
        try site.write("", to: "file")
        #expect(try await site.run("templates", "copy", "file").status == 73)
        #expect(try await site.run("templates", "copy", "file/below").status == 73)
        #expect(try await site.run("templates", "copy", "new", "--templates", "nowhere").status == 65)
        #expect(try await site.run("templates", "copy").status == 64)
        #expect(try Set(names(in: site.path)) == ["templates", "file"])
    }

    @Test func `templates copy --force backs up the files that the operator changed`() async throws {
        let site = try TestSite()
        _ = try await site.run("templates", "copy", "templates").succeeds()
        for text in ["first", "second"] {
            try site.write(text, to: "templates/404.mustache")
            try site.write("own", to: "templates/partials/own.mustache")
            try FileManager.default.removeItem(atPath: site.path + "/templates/assets/favicon.svg")
            let outcome = try await site.run("templates", "copy", "templates", "--force").succeeds()
            #expect(outcome.stderr.contains("404.mustache was different: it is 404.mustache"))
        }
        let tree = try FileTree(site.path + "/templates").contents()
        let original = try FileTree(builtIn).contents()
        #expect(original.allSatisfy { tree[$0.key] == $0.value })
        #expect(tree.count == original.count + 3)
        #expect(site.folder.text("templates/404.mustache~") == "first")
        #expect(site.folder.text("templates/404.mustache.2~") == "second")
        #expect(site.folder.text("templates/partials/own.mustache") == "own")
        _ = try await site.run("build").succeeds()
    }

    @Test func `a mistake in account/ stops no build, and verify names it; without account/ nothing is wrong`()
        async throws
    {
        let site = try TestSite()
        _ = try await site.run("templates", "copy", "templates").succeeds()
        try site.write("{{titel}}", to: "templates/account/message.mustache")
        _ = try await site.run("build").succeeds()
        let found = try await site.run("verify")
        #expect(found.status == 1)
        #expect(
            found.lines.map { $0.prefix { $0 != ";" } } == [
                "templates: account/message.mustache:1:1: unknown name 'titel'"
            ])
        try FileManager.default.removeItem(atPath: site.path + "/templates/account")
        #expect(try await site.run("verify").status == 0)
    }

    @Test func `templates docs prints the names that a template can use`() async throws {
        let outcome = try await TestSite().run("templates", "docs").succeeds()
        #expect(outcome.stdout.hasPrefix("## `profile.mustache`"))
        #expect(outcome.stdout.contains("| `canonical` | text |"))
    }

    private var builtIn: String {
        URL(filePath: #filePath).appending(path: "../../../templates").standardizedFileURL.path(percentEncoded: false)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }
}
