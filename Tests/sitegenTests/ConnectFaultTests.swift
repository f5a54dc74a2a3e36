import Foundation
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import Testing

/// Each way in which connecting can fail: its message, its exit code, and that nothing is stored.
@Suite(.timeLimit(.minutes(20))) struct ConnectFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var status: Int32
        /// What the message must contain.
        var words: [String]
        /// Sets up the fault at Spotify.
        var prepare: @Sendable (RunningSpotify) throws -> Void = { _ in }
        var environment: [String: String] = [:]
        /// The pasted lines, given the address where the browser ended and the one that it first opened.
        var answer: @Sendable (_ end: String, _ start: String) -> [String] = { end, _ in [end] }
        var denies = false
    }

    private static func ines(_ change: @escaping @Sendable (SpotifySimulator, String) -> Void)
        -> @Sendable (
            RunningSpotify
        ) throws -> Void
    {
        { spotify in change(spotify.simulator, try spotify.account("ines").id) }
    }

    static let cases: [Case] = [
        Case(
            testDescription: "denied", status: 1, words: ["not allowed", "nothing was stored", "'sitegen connect'"],
            denies: true),
        Case(
            testDescription: "an answer to another attempt", status: 1,
            words: ["another attempt", "the one printed here"],
            answer: { _, _ in ["http://127.0.0.1/callback?code=AQ&state=other"] }),
        Case(
            testDescription: "Spotify's own error page pasted", status: 1,
            words: ["no code", "http://127.0.0.1/callback", "Invalid redirect URI", "spotify.clientID"],
            answer: { _, start in [start] }),
        Case(
            testDescription: "nobody there", status: 1, words: ["no address was pasted", "'sitegen connect'"],
            answer: { _, _ in [] }),
        Case(
            testDescription: "a code that Spotify does not take", status: 1,
            words: ["did not take the code", "works once", "'sitegen connect'"],
            answer: { end, _ in [end.replacing("code=AQ", with: "code=AR")] }),
        Case(
            testDescription: "not on the app's list", status: 78,
            words: ["not on your app's list", "User Management", "'sitegen connect ada'"],
            prepare: ines { $0.setRegistered(false, $1) }),
        Case(
            testDescription: "an owner without Premium", status: 78,
            words: ["Premium", "renew it", "'sitegen connect ada'"], prepare: { $0.simulator.setOwnerHasPremium(false) }
        ),
        Case(
            testDescription: "a client secret that is wrong", status: 78,
            words: ["does not accept the app", "spotify.clientID", "spotify.clientSecret"],
            environment: ["SITEGEN_SPOTIFY_CLIENT_SECRET": "wrong"]),
        Case(
            testDescription: "the token endpoint fails", status: 69,
            words: ["Spotify fails", "503", "nothing was stored", "'sitegen connect ada'"],
            prepare: { $0.simulator.order(.status(503), on: .token, times: nil) }),
        Case(
            testDescription: "HTML in place of the profile", status: 1,
            words: ["unknown shape", "nothing was stored", "'sitegen connect ada'"],
            prepare: { $0.simulator.order(.html(), on: .me, times: nil) }),
    ]

    @Test(arguments: cases)
    func `each failure stores nothing, and its message says what to do next`(_ c: Case) async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            try c.prepare(spotify)
            let account = try spotify.account("ines")
            let outcome = try await site.connect("ada", with: c.environment) { address in
                let end = try await HTTPTransport.withLive { transport in
                    try await Browser(transport: transport).answer(to: address, by: account, denies: c.denies)
                }
                return c.answer(end, address)
            }
            #expect(outcome.status == c.status, "\(outcome)")
            #expect(outcome.stdout == "")
            #expect(outcome.complaints(about: "error:").count == 1, "\(outcome)")
            for word in c.words { #expect(outcome.stderr.contains(word), "\(outcome)") }
            #expect(try site.userCount() == 0)
            #expect(try site.gateEnd() == nil)

            // Once the fault is fixed, the same command works.
            spotify.simulator.clearFaults()
            spotify.simulator.setOwnerHasPremium(true)
            spotify.simulator.setRegistered(true, account.id)
            #expect(try await site.connect("ada", as: "ines", spotify).status == 0)
        }
    }

    @Test func `after a wrong address, connect asks for another one without a new visit to Spotify`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let account = try spotify.account("ines")
            let outcome = try await site.connect("ada") { address in
                try await HTTPTransport.withLive { transport in
                    let browser = Browser(transport: transport)
                    return [
                        "", "https://example.org/", "http://127.0.0.1/callback?code=AQ&state=other",
                        try await browser.answer(to: address, by: account),
                    ]
                }
            }
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.complaints(about: "no code").count == 2)
            #expect(outcome.complaints(about: "another attempt").count == 1)
            #expect(spotify.simulator.requestCount(.token) == 1)
        }
    }

    @Test func `a code that was already used is refused`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let account = try spotify.account("ines")
            let outcome = try await site.connect("ada") { address in
                try await HTTPTransport.withLive { transport in
                    let end = try await Browser(transport: transport).answer(to: address, by: account)
                    // Somebody else has used the code first: Spotify accepts each code once.
                    let code = URLComponents(string: end)?.queryItems?.first { $0.name == "code" }?.value ?? ""
                    let form = [("grant_type", Secret("authorization_code")), ("code", Secret(code))]
                    let id = [("client_id", Secret(spotify.simulator.options.clientID))]
                    _ = try await transport.send(
                        HTTPRequest(
                            .post, ServiceAddress(spotify.simulator.accountsURL, setting: "accounts"),
                            path: "/api/token", form: form + id))
                    return [end]
                }
            }
            #expect(outcome.status == 1)
            #expect(outcome.stderr.contains("works once"), "\(outcome)")
            #expect(try site.userCount() == 0)
        }
    }

    @Test(
        arguments: [
            ("the dashboard does not list the address", ["https://example.org/callback"], [:]),
            ("a client id there is not", nil, ["SITEGEN_SPOTIFY_CLIENT_ID": "ffffffffffffffffffffffffffffffff"]),
        ] as [(String, [String]?, [String: String])])
    func `a pasted address of Spotify's error page gets an explanation`(
        name: String, redirects: [String]?, environment: [String: String]
    ) async throws {
        var options = SpotifySimulator.Options()
        if let redirects { options.redirectURIs = redirects }
        try await RunningSpotify.running(SharedSites.world, options: options) { spotify in
            let site = try TestSite(spotify)
            let outcome = try await site.connect("ada", with: environment) { address in
                let page = try await HTTPTransport.withLive { try await Browser(transport: $0).visit(address) }
                #expect(page.status == 400)
                #expect(String(decoding: page.body, as: UTF8.self).contains("Invalid"))
                return [address]
            }
            #expect(outcome.status == 1)
            #expect(outcome.stderr.contains("'Invalid redirect URI'"))
            #expect(outcome.stderr.contains("'Invalid client'"))
        }
    }

    // MARK: - The gate

    @Test(arguments: [
        (SimulatedFault.retryAfter(3600), SimulatedRoute.token, 3600), (.quotaExceeded(), .me, 13 * 3600),
        (.tooManyRequests, .me, 3600),
    ])
    func `a rate limit during connect also stops runs and the next connect`(
        fault: SimulatedFault, route: SimulatedRoute, seconds: Int
    ) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try site.deleteUser("ines")
            spotify.simulator.order(fault, on: route, times: nil)
            let before = Date().milliseconds
            let outcome = try await site.connect("ines", as: "ines", spotify)
            #expect(outcome.status == 75, "\(outcome)")
            #expect(outcome.stderr.contains(#/Spotify is not asked before 20[-0-9]+T[0-9:]{8}Z: /#), "\(outcome)")
            #expect(outcome.stderr.contains("run 'sitegen connect ines' again after that"))
            let until = try #require(try site.gateEnd())
            #expect((before...Date().milliseconds).contains(until - Int64(seconds) * 1000))
            #expect(try site.userCount() == 9)

            spotify.simulator.clearFaults()
            spotify.simulator.resetRequests()
            try site.turnBack(by: 14_400)
            #expect(try await site.run("run").status == 75)
            let again = try await site.run("connect", "ines", "--no-browser")
            #expect(again.status == 75)
            #expect(again.complaints(about: "Spotify is not asked before").count == 1)
            #expect(!again.stderr.contains("/authorize?"), "the user is not sent to Spotify in vain")
            #expect(spotify.simulator.requests == [])

            try site.passGate()
            #expect(try await site.connect("ines", as: "ines", spotify).status == 0)
        }
    }
}
