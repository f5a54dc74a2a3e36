import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct SettingsTests {
    @Test(arguments: [
        ("site:\n  titel: x\n", 2, "site.titel", "site.title"), ("databse: x\n", 1, "databse", "database"),
        ("site:\n  title: x\n\nclientID: abc\n", 4, "clientID", "spotify.clientID"),
        ("sync:\n  topMaxAge:\n    shrt: 1d\n", 3, "sync.topMaxAge.shrt", "sync.topMaxAge.short"),
    ])
    func `an unknown key is reported with file, line and the nearest known key`(
        text: String, line: Int, key: String, nearest: String
    ) async throws {
        let site = try TestSite(settings: text)
        let outcome = try await site.run("build")
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains("\(site.path)/sitegen.yaml:\(line): unknown key '\(key)'"), "\(outcome)")
        #expect(outcome.stderr.contains("'\(nearest)'"), "\(outcome)")
        #expect(try site.tree().paths == [])
    }

    @Test(arguments: [
        ("sync:\n  interval: soon\n", 2), ("build:\n  precompress: zip\n", 2), ("site:\n  timeZone: Mars/Base\n", 2),
        ("site:\n  weekStart: friday\n", 2),
        ("site:\n  baseURL: music.example.org\n", 2), ("spotify:\n  apiURL: http://example.org/v1\n", 2),
        ("output: o\nsite:\n  # The name.\n  title: a\n\n  \"title\": b\n", 6), ("output: {title: a, title: b}\n", 1),
        ("site:\n  title:\n", 2), ("output: [a, b]\n", 1), ("site: [\n", 2), ("just words\n", 1),
        ("plays:\n  keep: 0s\n", 2), ("run:\n  deadline: 10s\n", 2), ("site:\n  baseURL: https://x/<script>\n", 2),
        ("site:\n  baseURL: 'https://x.example/a b'\n", 2),
        ("site:\n  baseURL: https://x.example/a/../b\n", 2),
        ("database: a\ndatabase: b\n", 2), ("spotify:\n  clientID: two words\n", 2),
    ])
    func `an error in the settings file is reported with file and line`(text: String, line: Int) async throws {
        let site = try TestSite(settings: text)
        let outcome = try await site.run("build")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains("sitegen.yaml:\(line)"), "\(outcome)")
        #expect(outcome.stderr.split(separator: "\n").count == 1)
        #expect(try site.tree().paths == [])
    }

    @Test(arguments: [
        ("site: x\n", "yaml:1: 'site' takes keys below it, such as 'site.title'"),
        ("sync:\n  topMaxAge: 1d\n", "yaml:2: 'sync.topMaxAge' takes keys below it, such as 'sync.topMaxAge.short'"),
        ("site:\n  title: {a: b}\n", "yaml:2: 'site.title' takes one value"),
        ("site:\n\ttitle: x\n", "yaml:2: the line begins with a tab"),
        ("site:\n  timeZone: europe/berlin\n", "did you mean 'Europe/Berlin'?"),
    ])
    func `a common mistake in the settings file is explained`(text: String, words: String) async throws {
        let outcome = try await TestSite(settings: text).run("build")
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains(words), "\(outcome)")
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .isoLatin1])
    func `a settings file that is not UTF-8 text is reported as such`(encoding: String.Encoding) async throws {
        let site = try TestSite()
        try site.write(#require("site:\n  title: Ä\n".data(using: encoding)), to: "sitegen.yaml")
        let outcome = try await site.run("build")
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains("not UTF-8 text"), "\(outcome)")
    }

    @Test func `a variable that is no setting is reported with the nearest one`() async throws {
        let site = try TestSite()
        let outcome = try await site.run("build", with: ["SITEGEN_SITE_TITEL": "x"])
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains("SITEGEN_SITE_TITEL; did you mean SITEGEN_SITE_TITLE?"), "\(outcome)")
        #expect(try site.tree().paths == [])
        try await site.run("build", with: ["SITEGEN_SITE_TITEL": ""]).succeeds()
    }

    @Test func `the client id of the examples is not sent to Spotify`() async throws {
        let site = try TestSite(settings: "spotify:\n  clientID: your-apps-client-id\n")
        let outcome = try await site.run("connect", "ada")
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains("'spotify.clientID' is not set"), "\(outcome)")
    }

    @Test(arguments: [
        ("SITEGEN_SYNC_INTERVAL", "often"), ("SITEGEN_BUILD_MAX_AGE", "1"), ("SITEGEN_SITE_BASE_URL", "ftp://x"),
        ("SITEGEN_SITE_TIME_ZONE", "Nowhere"), ("SITEGEN_SPOTIFY_API_URL", "http://api.example.org"),
        ("SITEGEN_SYNC_TOP_MAX_AGE_SHORT", "x"), ("SITEGEN_BUILD_PRECOMPRESS", "brotli"),
        ("SITEGEN_SPOTIFY_CLIENT_ID", "a b"), ("SITEGEN_PLAYS_KEEP", "-1d"),
    ])
    func `an invalid environment variable is reported with its name and value`(
        name: String, value: String
    ) async throws {
        let site = try TestSite()
        let outcome = try await site.run("build", with: [name: value])
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains(name), "\(outcome)")
        #expect(outcome.stderr.contains("'\(value)'"), "\(outcome)")
    }

    @Test func `a settings file given with --config must exist`() async throws {
        let site = try TestSite()
        let outcome = try await site.run("build", "--config", "other.yaml")
        #expect(outcome.status == 78)
        #expect(outcome.stderr.contains(site.path + "/other.yaml"))
    }

    @Test func `a flag beats a variable, which beats the file, which beats the default`() async throws {
        let site = try TestSite()
        let folders = ["output", "by-file", "by-variable", "by-flag"]
        /// The folders that a build writes to.
        func outputs(_ flags: [String] = [], _ variables: [String: String] = [:]) async throws -> [String] {
            for folder in folders where FileManager.default.fileExists(atPath: site.path + "/" + folder) {
                try FileManager.default.removeItem(atPath: site.path + "/" + folder)
            }
            let environment = site.environment.merging(variables) { $1 }
            try await Program.run(["build"] + flags, environment: environment, in: site.path).succeeds()
            return folders.filter { FileManager.default.fileExists(atPath: site.path + "/\($0)/index.html") }
        }
        let (flag, variable) = (["--output", "by-flag"], ["SITEGEN_OUTPUT": "by-variable"])
        for byDefault in ["output", "by-file"] {
            if byDefault == "by-file" { try site.write("output: by-file\n", to: "sitegen.yaml") }
            #expect(try await outputs() == [byDefault])
            #expect(try await outputs([], variable) == ["by-variable"])
            #expect(try await outputs(flag) == ["by-flag"])
            #expect(try await outputs(flag, variable) == ["by-flag"])
            #expect(try await outputs([], ["SITEGEN_OUTPUT": ""]) == [byDefault], "an empty variable is not set")
        }
    }

    @Test func `paths in the settings file are relative to that file, paths in flags to the working folder`()
        async throws
    {
        let site = try TestSite()
        try site.write("database: data/listening.sqlite\noutput: ../public\nsecretKeyFile: k\n", to: "etc/site.yaml")
        try site.write("", to: "etc/data/.keep")
        try site.write("", to: "elsewhere/.keep")
        let outcome = try await Program.run(
            ["build", "--config", "../etc/site.yaml"], environment: site.environment, in: site.path + "/elsewhere")
        #expect(outcome.status == 0, "\(outcome)")
        let files = FileManager.default
        #expect(files.fileExists(atPath: site.path + "/etc/data/listening.sqlite"))
        #expect(files.fileExists(atPath: site.path + "/public/index.html"))
        let other = try await Program.run(
            ["build", "--config", "../etc/site.yaml", "--output", "here"], environment: site.environment,
            in: site.path + "/elsewhere")
        #expect(other.status == 0, "\(other)")
        #expect(files.fileExists(atPath: site.path + "/elsewhere/here/index.html"))
        #expect(try FileTree.mode(site.path + "/etc/data/listening.sqlite") == 0o600)
    }

    @Test func `turning precompression off deletes the .gz files`() async throws {
        let site = try TestSite()
        try await site.run("build").succeeds()
        #expect(try site.tree().paths.contains("index.html.gz"))
        try site.write("build:\n  precompress: none\n", to: "sitegen.yaml")
        try await site.run("build").succeeds()
        #expect(try site.tree().paths.filter { $0.hasSuffix(".gz") } == [])
        #expect(try site.tree().paths.contains("index.html"))
    }
}
