import Foundation
import SpotifySimulator
import SyncRunner
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(4))) struct ConnectTests {
    @Test func `without a browser, the address is pasted back, and the user is private until told otherwise`()
        async throws
    {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let outcome = try await connect("ada", as: "ines", site, spotify)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.stdout == "")
            #expect(outcome.stderr.contains("Ines Nachtwey"))
            for token in try await site.storedTokens() { #expect(!outcome.stderr.contains(token)) }
            #expect(try FileTree.mode(site.path + "/sitegen.key") == 0o600)

            try await site.run("run").succeeds()
            #expect(try site.tree().paths.filter { $0.hasPrefix("ada/") } == [])
            try await site.run("user", "set", "ada", "--visibility", "public").succeeds()
            #expect(HTMLDocument(try site.page(of: "ada")).elements("h1").first?.text == "Ines Nachtwey")
        }
    }

    @Test func `a declined, a foreign and an empty answer leave nobody behind`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            for answer in [
                "http://127.0.0.1/callback?error=access_denied&state=STATE", "http://127.0.0.1/callback?code=x&state=y",
                "http://127.0.0.1/callback?code=AQxyz&state=STATE", "https://example.org/", "",
            ] {
                let outcome = try await connect("ada", site, options: []) { address in
                    let items = URLComponents(string: address)?.queryItems ?? []
                    let state = items.first { $0.name == "state" }?.value ?? ""
                    return answer.replacingOccurrences(of: "STATE", with: state)
                }
                #expect(outcome.status == 1, "\(outcome)")
                #expect(outcome.complaints(about: "error:").count == 1)
                #expect(try site.stored("SELECT count(*) FROM user", as: Int.self) == [0])
            }
            let silent = try await site.run("connect", "ada", "--no-browser")
            #expect(silent.status == 1)
        }
    }

    @Test func `an account has one user, and connecting again keeps everything`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let taken = try await connect("another", as: "ines", site, spotify)
            #expect(taken.status == 64, "\(taken)")
            #expect(taken.stderr.contains("already connected as 'ines'"))
            #expect(try site.stored("SELECT count(*) FROM user", as: Int.self) == [10])

            spotify.simulator.revoke(try spotify.account("theo").id)
            _ = try await site.run("sync", "theo", "--force")
            let plays = try site.stored("SELECT count(*) FROM play", as: Int.self)
            let before = try site.page(of: "theo")
            // Tokens are told apart by when they were issued.
            spotify.simulator.advanceClock(by: .seconds(1))
            #expect(try await connect("theo", as: "theo", site, spotify, options: []).status == 0)
            #expect(try site.stored("SELECT count(*) FROM play", as: Int.self) == plays)
            try await site.run("run", "theo", "--force").succeeds()
            #expect(try site.page(of: "theo") == before)
        }
    }

    @Test func `a name that cannot be a folder, or is a page, is refused before anything is asked`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            for name in ["Ada", "about", "assets", "../ada", "", "a--b-", String(repeating: "a", count: 41)] {
                let outcome = try await site.run("connect", name, "--no-browser")
                #expect(outcome.status == 64, "\(name): \(outcome)")
            }
            #expect(spotify.simulator.requests == [])
        }
    }

    #if os(Linux)
        @Test func `with a browser, the program waits for it on a loopback address`() async throws {
            try await RunningSpotify.running(SharedSites.world) { spotify in
                let site = try TestSite(spotify)
                // The browser: it notes where it was sent, and the test goes there.
                try site.write(
                    "#!/bin/sh\nprintf %s \"$1\" > \(site.path)/address.new\nmv \(site.path)/address.new \(site.path)/address\n",
                    to: "bin/xdg-open")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: site.path + "/bin/xdg-open")
                let program = try site.start(
                    ["connect", "ada", "--visibility", "public", "--time-zone", "Asia/Calcutta"],
                    with: ["DISPLAY": ":0", "PATH": site.path + "/bin:/usr/bin:/bin"])
                try await program.waits { FileManager.default.fileExists(atPath: site.path + "/address") }
                let address = site.folder.text("address")
                try await HTTPTransport.withLive { transport in
                    let browser = Browser(transport: transport)
                    let answer = try await browser.answer(to: address, by: try spotify.account("theo"))
                    // Somebody else's page may know the port; it does not know what was agreed on.
                    let port = URLComponents(string: answer)?.port ?? 0
                    _ = try await browser.visit("http://127.0.0.1:\(port)/favicon.ico")
                    let page = try await browser.visit(answer)
                    #expect(page.status == 200)
                    #expect(!HTMLDocument(page.body).text.isEmpty)
                }
                let outcome = await program.ended()
                #expect(outcome.status == 0, "\(outcome)")
                #expect(try site.stored("SELECT timeZone FROM user", as: String.self) == ["Asia/Calcutta"])
            }
        }
    #endif

    /// Runs `connect USER --no-browser`, agrees in a browser as a listener, and pastes the address it ends at.
    private func connect(
        _ user: String, as listener: String, _ site: TestSite, _ spotify: RunningSpotify,
        options: [String] = ["--time-zone", "Europe/Berlin"]
    ) async throws -> Program.Outcome {
        let account = try spotify.account(listener)
        return try await connect(user, site, options: options) { address in
            try await HTTPTransport.withLive { transport in
                try await Browser(transport: transport).answer(to: address, by: account)
            }
        }
    }

    private func connect(
        _ user: String, _ site: TestSite, options: [String], _ answer: (_ address: String) async throws -> String
    ) async throws -> Program.Outcome {
        let program = try site.start(["connect", user, "--no-browser"] + options, asks: true)
        try await program.waits { program.stderr.contains("Paste") }
        let words = program.stderr.split { $0.isWhitespace }
        let address = try #require(words.first { $0.contains("/authorize?") })
        try program.answer(try await answer(String(address)))
        return await program.ended()
    }
}
