import Foundation
import SiteModel
import SyncRunner
import TestSupport
import Testing

/// The commands `serve` and `invite`, as processes.
@Suite(.timeLimit(.minutes(20))) struct ServeTests {
    private static let settings = [
        "SITEGEN_COMPANION_URL": "http://127.0.0.1:8080/account/", "SITEGEN_COMPANION_SIGN_UP": "invited",
        "SITEGEN_COMPANION_LISTEN": "127.0.0.1:0",
    ]

    private func status(_ path: String, at address: String) async throws -> Int {
        let service = try ServiceAddress(address, setting: "companion")
        return try await HTTPTransport.withLive { try await $0.send(HTTPRequest(.get, service, path: path)).status }
    }

    @Test func `serve answers until it is asked to end, and then ends well`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let (program, address) = try await site.serve(with: Self.settings)
            #expect(try await status("/account/alive", at: address) == 204)
            #expect(try await status("/account/", at: address) == 200)
            #expect(try await status("/account/data.json", at: address) == 401)
            let second = try await site.run("serve", with: Self.settings)
            #expect(second.status == 75, "\(second)")
            program.terminate()
            #expect(await program.ended().status == 0)
        }
    }

    @Test func `a killed companion leaves nothing that keeps the next from serving`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            var settings = Self.settings
            // The path of a socket has at most some hundred bytes.
            let socket = FileManager.default.temporaryDirectory.appending(path: "s\(UUID().uuidString.prefix(8)).sock")
                .path(percentEncoded: false)
            defer { try? FileManager.default.removeItem(atPath: socket) }
            settings["SITEGEN_COMPANION_LISTEN"] = "unix:\(socket)"
            let killed = try site.start(["serve"], with: settings)
            try await killed.waits { killed.stderr.contains("stop it with Ctrl-C") }
            killed.killAtOnce()
            _ = await killed.ended()
            #expect(FileManager.default.fileExists(atPath: socket))
            let program = try site.start(["serve"], with: settings)
            try await program.waits { program.stderr.contains("stop it with Ctrl-C") }
            let attributes = try FileManager.default.attributesOfItem(atPath: socket)
            #expect(attributes[.posixPermissions] as? Int == 0o660)
            program.terminate()
            #expect(await program.ended().status == 0)
        }
    }

    @Test func `a departure that a killed companion had begun is ended by the next one`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let store = try Store.open(path: site.database)
            try await store.beginLeaving(userNamed: "ines", .isRemoved)
            try store.close()
            let (program, _) = try await site.serve(with: Self.settings)
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ines"))
            #expect(try site.stored("SELECT count(*) FROM user WHERE username = 'ines'", as: Int.self) == [0])
            program.terminate()
            #expect(await program.ended().status == 0)
            #expect(try !String(decoding: site.tree().bytes("index.html"), as: UTF8.self).contains("ines/"))
        }
    }

    @Test(arguments: [
        (["SITEGEN_COMPANION_URL": ""], "'site.baseURL' is not set"),
        (["SITEGEN_COMPANION_URL": "http://music.example/account/"], "'companion.url' cannot be"),
        (["SITEGEN_COMPANION_URL": "https://music.example/"], "'companion.url' cannot be"),
        (["SITEGEN_COMPANION_LISTEN": "0.0.0.0:80"], "'companion.listen' cannot be '0.0.0.0:80'"),
        (["SITEGEN_COMPANION_SIGN_UP": "everybody"], "'closed', 'invited' or 'open'"),
        (["SITEGEN_COMPANION_ADMINS": "Ada Lovelace"], "usernames, separated by commas"),
        (["SITEGEN_SPOTIFY_CLIENT_ID": ""], "'spotify.clientID' is not set"),
    ])
    func `a setting that is missing or wrong is an error that names it`(
        change: [String: String], words: String
    ) async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let outcome = try await site.run("serve", with: Self.settings.merging(change) { $1 })
            #expect(outcome.status == 78 && outcome.stderr.contains(words), "\(outcome)")
        }
    }

    @Test func `invite prints an address for one name, and only its hash is stored`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let outcome = try await site.run("invite", "newcomer", with: Self.settings)
            #expect(outcome.status == 0, "\(outcome)")
            let match = try #require(
                outcome.stdout.firstMatch(
                    of: /^http:\/\/127\.0\.0\.1:8080\/account\/\?invitation=([A-Za-z0-9_-]{22})\n$/))
            let database = try Data(contentsOf: URL(filePath: site.database))
            #expect(database.range(of: Data(match.1.utf8)) == nil)
            #expect(try site.stored("SELECT count(*) FROM invitation WHERE username = 'newcomer'", as: Int.self) == [1])
            let connected = try await site.run("invite", "ines", with: Self.settings)
            #expect(connected.status == 64 && connected.stderr.contains("can sign in without an invitation"))
            #expect(try await site.run("invite", "account", with: Self.settings).status == 64)
            #expect(try await site.run("invite", "newcomer", "--days", "0", with: Self.settings).status == 64)
        }
    }
}
