import AsyncHTTPClient
import Foundation
import GRDB
import SpotifySimulator
import SpotifyTestSupport
import TestSupport
import Testing

/// A companion that is killed at any moment of what it does, as by a power cut: it is done or not, and the next one goes on.
@Suite(.timeLimit(.minutes(20))) struct ServeKillTests {
    /// When the companion is killed.
    private enum Moment: Sendable {
        /// Spotify keeps the first request of a route waiting.
        case asking(SimulatedRoute)
        /// Spotify has answered this many requests to the Web API, and keeps the next one waiting.
        case answeredRequests(Int)
        /// This long after the last request to Spotify was answered, or after the form was sent when there is none.
        case later(milliseconds: Int)
        /// The browser has the answer.
        case answered
    }

    /// Moments after the last answer of Spotify, while the companion stores and publishes.
    private static let laterMoments = [0, 5, 12, 25, 50].map { Moment.later(milliseconds: $0) } + [.answered]

    private static let settings = [
        "SITEGEN_SITE_BASE_URL": "http://127.0.0.1:8080", "SITEGEN_COMPANION_SIGN_UP": "open",
        "SITEGEN_COMPANION_LISTEN": "127.0.0.1:0", "SITEGEN_SITE_IMAGES": "none", "SITEGEN_RECAP": "none",
    ]

    @Test func `a sign-in that is killed has made the whole user or none, and can be made again`() async throws {
        try await running { spotify, client in
            let moments: [Moment] = [.asking(.token), .asking(.me)] + Self.laterMoments
            var made = 0
            for moment in moments {
                let site = try TestSite(spotify)
                let (program, address) = try await site.serve(with: Self.settings)
                let browser = WebBrowser(base: address, origin: "http://127.0.0.1:8080", client: client)
                let start = try await browser.beginSignIn(username: "ada")
                let callback = try await browser.callback(
                    of: try #require(start.location), as: spotify.simulator.accounts[0])
                try await kill(program, at: moment, of: spotify, requests: 2) { try await browser.get(callback) }
                let users = try site.userCount()
                #expect(try site.count("credential") == users, "\(moment)")
                #expect(try site.count("session") <= users, "\(moment)")
                made += users
                let (next, again) = try await site.serve(with: Self.settings)
                let answer = try await browser.copy(at: again).signIn(
                    as: spotify.simulator.accounts[0], username: users == 0 ? "ada" : nil)
                #expect(answer.status == 303, "\(moment): \(answer)")
                #expect(try site.usernames() == ["ada"])
                #expect(try site.count("credential") == 1)
                next.terminate()
                _ = await next.ended()
            }
            // Otherwise the kills were not spread over the sign-in.
            #expect(made > 0 && made < moments.count, "\(made) of \(moments.count)")
        }
    }

    @Test func `a sync that is killed has stored all or nothing, and the next run does the rest`() async throws {
        try await running { spotify, client in
            let (original, browser) = try await siteOfAda(spotify, client)
            let undisturbed = try TestSite(spotify, copyOf: original)
            spotify.simulator.resetRequests()
            try await undisturbed.run("run", with: Self.settings).succeeds()
            let requests = spotify.simulator.requestCount()
            let asking = (0..<requests).map { Moment.answeredRequests($0) }
            var stored = 0
            for moment in asking + Self.laterMoments {
                let site = try TestSite(spotify, copyOf: original)
                let (program, address) = try await site.serve(with: Self.settings)
                let browser = browser.copy(at: address)
                let token = try await browser.token(for: "/api/spotify/sync")
                try await kill(program, at: moment, of: spotify, requests: requests) {
                    try await browser.post("/api/spotify/sync", [("token", token)])
                }
                let plays = try site.count("play")
                let sums: [Int?] = try site.stored("SELECT sum(plays) FROM listeningDay")
                #expect(sums == [plays == 0 ? nil : plays], "\(moment)")
                #expect(try site.count("syncRun") == (plays == 0 ? 0 : 1), "\(moment)")
                if plays > 0 { stored += 1 }
                try await site.run("run", with: Self.settings).succeeds()
                #expect(try site.allPlays() == undisturbed.allPlays(), "\(moment)")
                #expect(try site.tree().paths == undisturbed.tree().paths, "\(moment)")
            }
            #expect(stored > 0 && stored < requests + Self.laterMoments.count, "\(stored)")
        }
    }

    @Test func `a deletion that is killed has not begun, or the next run ends it`() async throws {
        try await running { spotify, client in
            let (original, browser) = try await siteOfAda(spotify, client)
            try await original.run("run", with: Self.settings).succeeds()
            try original.settleDatabase()
            let ada: Int64 = try original.stored("SELECT id FROM user")[0]
            var gone = 0
            for moment in Self.laterMoments {
                let site = try TestSite(spotify, copyOf: original)
                let (program, address) = try await site.serve(with: Self.settings)
                let first = browser.copy(at: address)
                let token = try await first.token(for: "/account/delete")
                let fields = [("username", "ada"), ("token", token)]
                try await kill(program, at: moment, of: spotify, requests: 0) {
                    try await first.post("/account/delete", fields)
                }
                try await site.run("run", with: Self.settings).succeeds()
                if try site.userCount() == 1 {
                    #expect(try site.count("credential") == 1 && site.count("session") == 1, "\(moment)")
                    #expect(site.exists("output/ada/index.html"), "\(moment)")
                    let (next, again) = try await site.serve(with: Self.settings)
                    #expect(
                        try await browser.copy(at: again).post("/account/delete", fields).status == 303, "\(moment)")
                    next.terminate()
                    #expect(await next.ended().status == 0)
                } else {
                    gone += 1
                }
                for (table, rows) in try site.allRows() {
                    let users = rows.map { row -> Int64? in row["userID"] ?? row["owner"] }
                    #expect(!users.contains(ada), "\(moment): \(table)")
                }
                #expect(try site.userCount() == 0, "\(moment)")
                #expect(
                    try site.tree().paths.filter { $0.hasPrefix("ada/") || ("/" + $0).contains("/.") } == [],
                    "\(moment)")
            }
            #expect(gone > 0, "no kill came after the deletion had begun")
        }
    }

    @Test func `a companion that is asked to end first answers what it was asked for`() async throws {
        try await running { spotify, client in
            let (site, browser) = try await siteOfAda(spotify, client)
            let (program, address) = try await site.serve(with: Self.settings)
            let signedIn = browser.copy(at: address)
            let token = try await signedIn.token(for: "/api/spotify/sync")
            spotify.simulator.resetRequests()
            spotify.simulator.order(.delay(.milliseconds(300)), after: 0)
            let sending = Task { try await signedIn.post("/api/spotify/sync", [("token", token)]) }
            try await program.waits { spotify.simulator.peakConcurrency(.recentlyPlayed) > 0 }
            program.terminate()
            let answer = try await sending.value
            // 202 on a machine so busy that the sync takes longer than a browser waits.
            #expect([303, 202].contains(answer.status), "\(answer)")
            #expect(await program.ended().status == 0)
            #expect(try site.count("play") > 0 && site.exists("output/ada/index.html"))
        }
    }

    // MARK: -

    private func running(_ body: (RunningSpotify, HTTPClient) async throws -> Void) async throws {
        var options = SpotifySimulator.Options()
        options.redirectURIs = ["http://127.0.0.1/api/auth/callback/spotify"]
        try await RunningSpotify.running(SharedSites.world, options: options) { spotify in
            let configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            try await HTTPClient.withHTTPClient(configuration: configuration) { try await body(spotify, $0) }
        }
    }

    /// A site on which Ada is public and has signed in, in this browser, but was never synced.
    private func siteOfAda(
        _ spotify: RunningSpotify, _ client: HTTPClient
    ) async throws -> (site: TestSite, browser: WebBrowser) {
        let site = try TestSite(spotify)
        let (program, address) = try await site.serve(with: Self.settings)
        let browser = WebBrowser(base: address, origin: "http://127.0.0.1:8080", client: client)
        let answer = try await browser.signIn(as: spotify.simulator.accounts[0], username: "ada")
        #expect(answer.status == 303, "\(answer)")
        program.terminate()
        _ = await program.ended()
        try site.setStoredVisibility("public", of: "ada")
        return (site, browser)
    }

    /// Kills a companion while it does what a browser asks for.
    private func kill(
        _ program: RunningProgram, at moment: Moment, of spotify: RunningSpotify, requests: Int,
        _ send: @escaping @Sendable () async throws -> WebBrowser.Answer
    ) async throws {
        let spotify = spotify.simulator
        spotify.resetRequests()
        switch moment {
        case .asking(let route): spotify.order(.delay(.seconds(600)), on: route)
        case .answeredRequests(let count): spotify.order(.delay(.seconds(600)), after: count)
        case .later, .answered: break
        }
        // Most are cut off.
        let sending = Task { try? await send() }
        switch moment {
        case .asking(let route): try await program.waits { spotify.peakConcurrency(route) > 0 }
        case .answeredRequests(let count): try await program.waits { spotify.requestCount() >= count }
        case .later(let milliseconds):
            try await program.waits { spotify.requestCount() >= requests }
            // A real delay, because this test is about time.
            try await Task.sleep(for: .milliseconds(milliseconds))
        case .answered: _ = await sending.value
        }
        program.killAtOnce()
        _ = await program.ended()
        _ = await sending.value
        spotify.clearFaults()
    }
}
