import Foundation
import SpotifySimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ExitCodeTests {
    @Test(arguments: [
        ["run", "--frobnicate"], ["frobnicate", "now", "please"], ["sync", "--max", "3"], ["user", "rename", "ines"],
        ["user", "set", "ines"], ["user", "set", "ines", "--visibility", "secret"],
        ["user", "set", "ines", "--bio", "a", "--bio-file", "b"],
        ["user", "set", "ines", "--hide", "bio", "--show", "bio"], ["user", "set", "ines", "--hide", "everything"],
        ["user", "set", "ines", "--time-zone", "Europe/Berlim"],
        ["user", "rename", "ines", "about"], ["user", "rename", "ines", "assets"], ["user", "rename", "ines", "Ines"],
        ["user", "rename", "ines", "../up"], ["user", "rename", "ines", "-ines"], ["user", "rename", "ines", ""],
        ["user", "rename", "ines", "theo"], ["user", "rename", "nadie", "someone"],
        ["user", "show", "../etc/passwd"], ["build", "nadie"], ["sync", "nadie"], ["explain", "nadie"],
        ["run", "--log-level", "loud"],
    ])
    func `invalid arguments give exit code 64 and change nothing`(arguments: [String]) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let (files, database) = (try site.tree().stamps(), try site.allRows())
            let outcome = try await Program.run(arguments, environment: site.environment, in: site.path)
            #expect(outcome.status == 64, "\(outcome)")
            #expect(outcome.stdout == "")
            #expect(outcome.stderr != "")
            #expect(try site.tree().stamps() == files)
            #expect(try site.allRows() == database)
            #expect(spotify.simulator.requestCount() == 0)
        }
    }

    @Test func `a misspelled user name or time zone gets a suggestion`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            #expect(try await site.run("user", "show", "inse").stderr.contains("did you mean 'ines'?"))
            let zone = try await site.run("user", "set", "ines", "--time-zone", "Europe/Berlim")
            #expect(zone.stderr.contains("did you mean 'Europe/Berlin'?"))
        }
    }

    @Test(arguments: [
        ("<p>\n  {{#facts}}\n</p>\n", 2, 3, "facts"), ("<p>\n{{ nmae }}\n", 2, 1, "name"),
        ("{{> partials/haed}}\n", 1, 1, "partials/head"), ("{{/name}}", 1, 1, "name"),
        ("ok\n\n {{{name}}}", 3, 2, "name"),
    ])
    func `a template error is reported with line and column, and the site stays unchanged`(
        text: String, line: Int, column: Int, name: String
    ) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try copyTemplates(to: site)
            try site.write(text, to: "templates/profile.mustache")
            let before = try site.tree().stamps()
            let outcome = try await site.run("build")
            #expect(outcome.status == 65, "\(outcome)")
            #expect(outcome.stderr.contains("profile.mustache:\(line):\(column)"), "\(outcome)")
            #expect(outcome.stderr.contains(name), "\(outcome)")
            #expect(try site.tree().stamps() == before)
            #expect(try await site.run("user", "list").succeeds().stdout.contains("ines"))
        }
    }

    @Test func `a missing templates folder gives exit code 65`() async throws {
        let site = try TestSite()
        let outcome = try await site.run("build", "--templates", "nowhere")
        #expect(outcome.status == 65)
        #expect(outcome.stderr.contains(site.path + "/nowhere") || outcome.stderr.contains("/nowhere;"))
        #expect(try site.tree().paths == [])
    }

    @Test func `a file that is not a database is reported and left unchanged`() async throws {
        let site = try TestSite(settings: "database: notes.txt\n")
        let text = String(repeating: "These are notes and no database at all.\n", count: 200)
        try site.write(text, to: "notes.txt")
        let outcome = try await site.run("build")
        #expect(outcome.status == 65, "\(outcome)")
        #expect(outcome.complaints(about: "notes.txt").count == 1)
        #expect(try String(contentsOfFile: site.path + "/notes.txt", encoding: .utf8) == text)
    }

    @Test func `a database path in a missing folder gives exit code 78`() async throws {
        let site = try TestSite(settings: "database: not/here/sitegen.sqlite\n")
        let outcome = try await site.run("build")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains("not/here/sitegen.sqlite"))
    }

    @Test func `a file in place of the output folder gives exit code 73`() async throws {
        let site = try TestSite()
        try site.write("a file", to: "output")
        let outcome = try await site.run("build")
        #expect(outcome.status == 73, "\(outcome)")
        #expect(outcome.complaints(about: site.output).count == 1)
        #expect(try String(contentsOfFile: site.output, encoding: .utf8) == "a file")
    }

    @Test func `a page folder that is a symbolic link is refused and never followed`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let files = FileManager.default
            try files.createDirectory(atPath: site.path + "/elsewhere", withIntermediateDirectories: true)
            try files.removeItem(atPath: site.output + "/ines")
            try files.createSymbolicLink(
                atPath: site.output + "/ines", withDestinationPath: site.path + "/elsewhere")
            let outcome = try await site.run("build")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.complaints(about: "ines/index.html").count == 1)
            #expect(try files.contentsOfDirectory(atPath: site.path + "/elsewhere") == [])
            // Hiding the page does not delete through the link either.
            try site.write("kept", to: "elsewhere/index.html")
            _ = try await site.run("user", "set", "ines", "--visibility", "private")
            #expect(files.fileExists(atPath: site.path + "/elsewhere/index.html"))
        }
    }

    @Test func `a command that finds the run lock taken gives exit code 75`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 14_400)
            let lock = open(site.database + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            for command in ["run", "sync", "build"] {
                let outcome = try await site.run(command, "--force")
                #expect(outcome.status == 75)
                #expect(outcome.complaints(about: site.database + ".lock").count == 1)
                #expect(outcome.stderr.split(separator: "\n").count == 1)
            }
            #expect(spotify.simulator.requests == [])
            // Commands that only read are allowed.
            try await site.run("build", "--dry-run").succeeds()
            try await site.run("explain", "ines").succeeds()
            close(lock)
            try await site.run("run").succeeds()
        }
    }

    @Test func `a wrong or missing client ID gives exit code 78`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.expireAccessTokens()
            try site.turnBack(by: 14_400, ["ines", "theo"])
            let wrong = try await site.run("run", with: ["SITEGEN_SPOTIFY_CLIENT_ID": "0000"])
            #expect(wrong.status == 78, "\(wrong)")
            let none = try await site.run("run", with: ["SITEGEN_SPOTIFY_CLIENT_ID": ""])
            #expect(none.status == 78)
            #expect(none.stderr.contains("SITEGEN_SPOTIFY_CLIENT_ID"))
            #expect(try site.connectionStates() == ["active"])
        }
    }

    @Test func `a run stops when the key file is missing or readable by other users`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.turnBack(by: 14_400)
            let key = try Data(contentsOf: URL(filePath: site.path + "/sitegen.key"))
            let before = try site.tree().stamps()
            try FileManager.default.removeItem(atPath: site.path + "/sitegen.key")
            let missing = try await site.run("run")
            #expect(missing.status == 78)
            #expect(missing.complaints(about: "sitegen.key").count == 1)
            #expect(!FileManager.default.fileExists(atPath: site.path + "/sitegen.key"))
            try key.write(to: URL(filePath: site.path + "/sitegen.key"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: site.path + "/sitegen.key")
            let open = try await site.run("run")
            #expect(open.status == 78)
            #expect(open.stderr.contains("chmod 600"))
            #expect(try site.tree().stamps() == before)
            #expect(spotify.simulator.requests == [])
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: site.path + "/sitegen.key")
            try await site.run("run").succeeds()
        }
    }
}

/// Copies the templates of this checkout next to a site's settings, so that a test can change them.
func copyTemplates(to site: TestSite, as name: String = "templates") throws {
    let templates = URL(filePath: #filePath).appending(path: "../../../templates").standardizedFileURL
    try FileManager.default.copyItem(at: templates, to: URL(filePath: site.path + "/" + name))
}
