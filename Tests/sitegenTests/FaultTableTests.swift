import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Each fault of Spotify, with its exit code, message, stored error, `status` output, and the next healthy run.
@Suite(.timeLimit(.minutes(20))) struct FaultTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The exit code of a `run` for which only `ines` is due.
        var code: Int32
        /// What the one line on stderr must contain; if empty, nothing may be printed.
        var words: [String] = []
        /// The class of error that is stored.
        var errorClass: String?
        /// How long the gate is closed, in seconds.
        var gate: Int64?
        /// The HTTP status of each answer that the run got, in order.
        var answers: [Int]?
        /// Whether `status` says that a person has to act.
        var needsPerson = false
        /// Whether the access token has expired.
        var isExpired = false
        var order: @Sendable (_ spotify: SpotifySimulator, _ account: String) -> Void
    }

    private static let unauthorized = SimulatedFault.status(
        401, body: #"{"error":{"status":401,"message":"The access token expired"}}"#)

    static let cases: [Case] = [
        // Tokens.
        Case(testDescription: "401 once", code: 0, answers: [401, 200, 200]) { spotify, _ in
            spotify.order(unauthorized, on: .recentlyPlayed)
        },
        Case(
            testDescription: "401 for ever", code: 1, words: ["refused a fresh access token", "'sitegen connect'"],
            errorClass: "unauthorized", answers: [401, 200, 401]
        ) { spotify, _ in spotify.order(unauthorized, on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "the token endpoint answers 5xx", code: 69, words: ["POST /api/token answered 503"],
            errorClass: "unavailable", answers: [503, 503, 503], isExpired: true
        ) { spotify, _ in spotify.order(.status(503), on: .token, times: nil) },
        Case(
            testDescription: "the token endpoint answers HTML with 5xx", code: 69, words: ["/api/token answered 502"],
            errorClass: "unavailable", isExpired: true
        ) { spotify, _ in spotify.order(.html(status: 502), on: .token, times: nil) },
        Case(
            testDescription: "the token endpoint answers HTML as if all were well", code: 1,
            words: ["/api/token answered an unknown shape"], errorClass: "undecodable", isExpired: true
        ) { spotify, _ in spotify.order(.html(), on: .token, times: nil) },
        Case(
            testDescription: "invalid_grant with 5xx", code: 69, words: ["/api/token answered 500"],
            errorClass: "unavailable", isExpired: true
        ) { spotify, _ in
            spotify.order(.status(500, body: #"{"error":"invalid_grant"}"#), on: .token, times: nil)
        },
        // Limits.
        Case(testDescription: "a short Retry-After, twice", code: 0, answers: [429, 429, 200]) { spotify, _ in
            spotify.order(.retryAfter(1), on: .recentlyPlayed, times: 2)
        },
        Case(
            testDescription: "a long Retry-After", code: 75, words: ["nothing is sent until"],
            errorClass: "rateLimited", gate: 7200, answers: [429]
        ) { spotify, _ in spotify.order(.retryAfter(7200), on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "a Retry-After beyond belief", code: 75, words: ["nothing is sent until"],
            errorClass: "rateLimited", gate: 48 * 3600, answers: [429], needsPerson: true
        ) { spotify, _ in spotify.order(.retryAfter(400_000_000), on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "429 without Retry-After", code: 75, words: ["nothing is sent until"],
            errorClass: "rateLimited", gate: 3600, answers: [429]
        ) { spotify, _ in spotify.order(.tooManyRequests, on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "the daily quota", code: 75, words: ["nothing is sent until", "daily quota"],
            errorClass: "rateLimited", gate: 13 * 3600, answers: [429], needsPerson: true
        ) { spotify, _ in spotify.order(.quotaExceeded(), on: .recentlyPlayed, times: nil) },
        // Refusals.
        Case(
            testDescription: "403 in plain text: not on the app's list", code: 78,
            words: ["not on your app's list", "User Management"], errorClass: "notRegistered", answers: [403],
            needsPerson: true
        ) { spotify, account in spotify.setRegistered(false, account) },
        Case(
            testDescription: "403: the owner has no Premium", code: 78, words: ["Premium", "spotify.clientID"],
            errorClass: "premiumRequired", answers: [403], needsPerson: true
        ) { spotify, _ in spotify.setOwnerHasPremium(false) },
        Case(
            testDescription: "403 for want of a scope", code: 1, words: ["does not allow", "'sitegen connect'"],
            errorClass: "forbidden", answers: [403]
        ) { spotify, _ in
            let body = #"{"error":{"status":403,"message":"Insufficient client scope"}}"#
            spotify.order(.status(403, body: body), on: .recentlyPlayed, times: nil)
        },
        // Outages.
        Case(testDescription: "5xx twice, then fine", code: 0, answers: [503, 502, 200]) { spotify, _ in
            spotify.order(.status(503), on: .recentlyPlayed)
            spotify.order(.html(status: 502), on: .recentlyPlayed)
        },
        Case(
            testDescription: "5xx for ever", code: 69, words: ["recently-played answered 503", "the next run"],
            errorClass: "unavailable", answers: [503, 503, 503]
        ) { spotify, _ in spotify.order(.status(503), on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "a connection that breaks", code: 69, words: ["cannot be reached", "check the network"],
            errorClass: "unavailable", answers: [0, 0, 0]
        ) { spotify, _ in spotify.order(.cutConnection, on: .recentlyPlayed, times: nil) },
        Case(testDescription: "a connection that breaks once", code: 0, answers: [0, 200]) { spotify, _ in
            spotify.order(.cutConnection, on: .recentlyPlayed)
        },
        Case(
            testDescription: "half an answer", code: 69, words: ["cannot be reached"], errorClass: "unavailable"
        ) { spotify, _ in spotify.order(.cutBody, on: .recentlyPlayed, times: nil) },
        // Answers of another shape.
        Case(
            testDescription: "truncated JSON", code: 1, words: ["unknown shape", "not whole JSON"],
            errorClass: "undecodable", answers: [200]
        ) { spotify, _ in spotify.order(.truncatedJSON, on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "HTML in place of JSON", code: 1, words: ["unknown shape"], errorClass: "undecodable",
            answers: [200]
        ) { spotify, _ in spotify.order(.html(), on: .recentlyPlayed, times: nil) },
        Case(
            testDescription: "items of which none can be read", code: 1, words: ["none of 2 items is readable"],
            errorClass: "undecodable", answers: [200]
        ) { spotify, _ in
            let body = #"{"items":[{"track":{"name":"?"},"played_at":"now"},{"playedAt":1}]}"#
            spotify.order(.status(200, body: body), on: .recentlyPlayed, times: nil)
        },
        Case(
            testDescription: "a status that means nothing here", code: 1, words: ["answered 418"],
            errorClass: "unexpectedStatus", answers: [418]
        ) { spotify, _ in spotify.order(.status(418), on: .recentlyPlayed, times: nil) },
    ]

    @Test(arguments: cases)
    func `each fault has its exit code, message and status, and the next run recovers from it`(_ c: Case) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            let account = try spotify.account("ines").id
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            if c.isExpired { try site.expireAccessTokens() }
            c.order(spotify.simulator, account)
            let (page, plays) = (try site.page(of: "ines"), try site.playCount(of: "ines"))
            let began = Date().milliseconds

            let outcome = try await site.run("run")
            #expect(outcome.status == c.code, "\(outcome)")
            #expect(outcome.stdout == "")
            #expect(outcome.stderr.split(separator: "\n").count == (c.words.isEmpty ? 0 : 1), "\(outcome)")
            for word in c.words { #expect(outcome.stderr.contains(word), "\(outcome)") }
            if let answers = c.answers { #expect(spotify.simulator.requests.map(\.status) == answers) }
            #expect(try site.lastErrorClass(of: "ines") == c.errorClass)
            #expect(try site.connectionStates() == ["active"])
            let gateEnd = try site.gateEnd()
            #expect((gateEnd == nil) == (c.gate == nil))
            if let seconds = c.gate, let until = gateEnd {
                #expect((began...Date().milliseconds).contains(until - seconds * 1000))
            }
            let isWell = c.code == 0
            #expect(try site.playCount(of: "ines") == plays + (isWell ? 3 : 0))
            #expect(try (site.page(of: "ines") == page) == !isWell)
            try await expectStatus(c, site)

            spotify.simulator.clearFaults()
            spotify.simulator.setRegistered(true, account)
            spotify.simulator.setOwnerHasPremium(true)
            try site.passGate()
            let healthy = try await site.run("run").succeeds()
            #expect(healthy.stderr == "")
            #expect(try site.playCount(of: "ines") == plays + 3)
            #expect(try site.page(of: "ines") != page)
            #expect(try site.lastErrorClass(of: "ines") == nil)
            #expect(try await site.run("status").succeeds().stdout.hasPrefix("All well.\n"))
        }
    }

    /// Checks the three forms of `status` while the fault lasts.
    private func expectStatus(_ c: Case, _ site: TestSite) async throws {
        let text = try await site.run("status")
        #expect(text.status == (c.needsPerson ? 1 : 0), "\(text)")
        #expect(text.stdout.hasPrefix("All well.\n") == !c.needsPerson)
        if c.gate != nil { #expect(text.stdout.contains("Spotify  closed until 20")) }
        let both = try await site.run("status", "--json", "--prometheus", "sitegen.prom")
        #expect(both.status == text.status)
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(both.stdout.utf8))
        let ines = try #require(document["users"]?.items.first { $0["username"]?.text == "ines" })
        #expect(document["isWell"] == .bool(!c.needsPerson))
        #expect(ines["isFailing"] == .bool(c.errorClass != nil))
        let metrics = site.folder.text("sitegen.prom")
        #expect(metrics.contains("sitegen_gate_closed \(c.gate == nil ? 0 : 1)\n"))
        #expect(metrics.contains("sitegen_user_failing") == (c.errorClass != nil))
        guard let errorClass = c.errorClass else { return }
        #expect(ines["lastErrorClass"]?.text == errorClass)
        #expect(metrics.contains(#"sitegen_user_failing{class="\#(errorClass)",user="ines"} 1"#))
        #expect(text.stdout.contains(errorClass))
    }

    @Test(arguments: [SimulatedRoute.topArtists, .topTracks, .me])
    func `plays are kept when another request fails, and the next run fetches what is missing`(
        route: SimulatedRoute
    ) async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            try site.outdateListsAndProfiles()
            spotify.simulator.order(.html(), on: route, times: nil)
            let plays = try site.playCount(of: "ines")
            let outcome = try await site.run("run")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.complaints(about: "ines").count == 1, "\(outcome)")
            #expect(try site.playCount(of: "ines") == plays + 3)
            #expect(try site.lastErrorClass(of: "ines") == "undecodable")

            spotify.simulator.clearFaults()
            spotify.simulator.resetRequests()
            try await site.run("run").succeeds()
            #expect(Set(spotify.simulator.requests.map(\.route)) == [.recentlyPlayed, route])
            #expect(spotify.simulator.requestCount(route) == (route == .me ? 1 : 3))
        }
    }

    @Test func `a user with a revoked connection gets the missing plays after reconnecting`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            try site.authorizeAll(at: Date().milliseconds - 13_000_000_000)
            spotify.simulator.revoke(try spotify.account("ines").id)
            let page = try site.page(of: "ines")
            let plays = try site.playCount(of: "ines")
            let outcome = try await site.run("run")
            #expect(outcome.status == 77, "\(outcome)")
            #expect(outcome.stderr.split(separator: "\n").count == 1)
            #expect(try site.connectionState(of: "ines") == "needsReconnect")
            #expect(try site.page(of: "ines") == page)
            let status = try await site.run("status")
            #expect(status.status == 1)
            #expect(status.stdout.contains("ines has to connect again: sitegen connect ines"))

            let before = try await settings(site)
            spotify.simulator.advanceClock(by: .seconds(1))
            let reconnecting = Date().milliseconds
            #expect(try await site.connect("ines", as: "ines", spotify, options: []).status == 0)
            #expect(try site.connectionState(of: "ines") == "active")
            let authorizedAt = try #require(try site.authorization(of: "ines"))
            #expect((reconnecting...Date().milliseconds).contains(authorizedAt), "the six months start again")
            #expect(try await settings(site) == before)
            try await site.run("run").succeeds()
            #expect(try site.playCount(of: "ines") == plays + 3)
            #expect(try site.page(of: "ines") != page)
        }
    }
    /// What an operator has set for each user.
    private func settings(_ site: TestSite) async throws -> [[JSONValue?]] {
        let list = try await site.run("user", "list", "--json").succeeds().stdout
        return try JSONDecoder().decode(JSONValue.self, from: Data(list.utf8)).items.map { user in
            ["username", "bio", "visibility", "timeZone"].map { user[$0] }
        }
    }
}
