import Foundation
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConnectTests {
    @Test func `connect works without a browser, and a new user is private by default`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let outcome = try await site.connect("ada", as: "ines", spotify)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.stdout == "")
            #expect(outcome.stderr.contains("Connected ada as Ines Nachtwey. Next: sitegen run\n"))
            #expect(outcome.stderr.contains("sitegen user set ada --visibility public\n"))
            for token in try await site.storedTokens() { #expect(!outcome.stderr.contains(token)) }
            #expect(try FileTree.mode(site.path + "/sitegen.key") == 0o600)

            try await site.run("run").succeeds()
            #expect(try site.tree().paths.filter { $0.hasPrefix("ada/") } == [])
            try await site.run("user", "set", "ada", "--visibility", "public").succeeds()
            #expect(HTMLDocument(try site.page(of: "ada")).elements("h1").first?.text == "Ines Nachtwey")
        }
    }

    @Test func `an account belongs to one user, and connecting again keeps its data`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let taken = try await site.connect("another", as: "ines", spotify)
            #expect(taken.status == 64, "\(taken)")
            #expect(taken.stderr.contains("already connected as 'ines'") && taken.stderr.contains("private window"))
            #expect(try site.stored("SELECT count(*) FROM user", as: Int.self) == [10])

            spotify.simulator.revoke(try spotify.account("theo").id)
            _ = try await site.run("sync", "theo", "--force")
            let plays = try site.stored("SELECT count(*) FROM play", as: Int.self)
            let before = try site.page(of: "theo")
            // Tokens are distinguished by the time when they were issued.
            spotify.simulator.advanceClock(by: .seconds(1))
            #expect(try await site.connect("theo", as: "theo", spotify, options: []).status == 0)
            #expect(try site.stored("SELECT count(*) FROM play", as: Int.self) == plays)
            try await site.run("run", "theo", "--force").succeeds()
            #expect(try site.page(of: "theo") == before)
        }
    }

    @Test func `a user keeps a name that was reserved later, and no other user gets it`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.change("UPDATE user SET username = 'data' WHERE username = 'theo'")
            // Tokens are told apart by when they were issued.
            spotify.simulator.advanceClock(by: .seconds(1))
            #expect(try await site.connect("data", as: "theo", spotify, options: []).status == 0)
            try await site.run("run").succeeds()
            let paths = try site.tree().paths
            #expect(paths.contains("data/index.html") && !paths.contains("theo/index.html"))
            let refused = try await site.run("connect", "account")
            #expect(refused.status == 64 && refused.stderr.contains("'account' cannot be a username"), "\(refused)")
            #expect(try await site.run("user", "rename", "ines", "sync").status == 64)
        }
    }

    @Test func `an invalid or reserved user name is refused before any request`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            for name in ["Ada", "about", "assets", "../ada", "", "a--b-", String(repeating: "a", count: 41)] {
                let outcome = try await site.run("connect", name, "--no-browser")
                #expect(outcome.status == 64, "\(name): \(outcome)")
            }
            #expect(spotify.simulator.requests == [])
        }
    }

    @Test func `connect waits for a program that is at work on the user`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let lock = try await site.lock("ines")
            spotify.simulator.advanceClock(by: .seconds(1))
            let account = try spotify.account("ines")
            let terminal = try Terminal()
            let program = try site.start(["connect", "ines", "--no-browser"], asks: true, on: terminal)
            try await program.waits { terminal.text().contains("Paste") }
            let address = try #require(terminal.text().split { $0.isWhitespace }.first { $0.contains("/authorize?") })
            terminal.type(
                try await HTTPTransport.withLive {
                    try await Browser(transport: $0).answer(to: String(address), by: account)
                })
            try await program.waits { terminal.text().contains("waiting for it.") }
            lock.release()
            #expect(await program.ended().status == 0)
        }
    }

    #if os(Linux)
        @Test func `connect reports a browser that does not open, and any other browser works`() async throws {
            try await RunningSpotify.running(SharedSites.world) { spotify in
                let site = try TestSite(spotify)
                try site.write("#!/bin/sh\nexit 3\n", to: "bin/xdg-open")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: site.path + "/bin/xdg-open")
                let program = try site.start(
                    ["connect", "ada"], with: ["DISPLAY": ":0", "PATH": site.path + "/bin:/usr/bin:/bin"])
                try await program.waits { program.stderr.contains("No browser opened. Go to that address") }
                let address = try #require(
                    program.stderr.split { $0.isWhitespace }.first { $0.contains("/authorize?") })
                let account = try spotify.account("theo")
                try await HTTPTransport.withLive { transport in
                    let browser = Browser(transport: transport)
                    _ = try await browser.visit(try await browser.answer(to: String(address), by: account))
                }
                #expect(await program.ended().status == 0)
            }
        }

        @Test func `connect receives the browser's answer on a loopback address and refuses others`() async throws {
            try await RunningSpotify.running(SharedSites.world) { spotify in
                let site = try TestSite(spotify)
                // The fake browser writes its address to a file, and the test visits that address.
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
                    // Another page may know the port, but it does not know the state.
                    let port = URLComponents(string: answer)?.port ?? 0
                    #expect(try await browser.visit("http://127.0.0.1:\(port)/favicon.ico").status == 404)
                    for stray in [
                        "code=AQ&state=guessed", "error=access_denied", "error=access_denied&state=x", "code=",
                    ] {
                        let page = try await browser.visit("http://127.0.0.1:\(port)/callback?\(stray)")
                        #expect(page.status == 400, "\(stray)")
                    }
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
}
