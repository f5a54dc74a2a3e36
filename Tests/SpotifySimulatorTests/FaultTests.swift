import Foundation
import SpotifySimulator
import Testing

@Suite struct FaultTests {
    @Test func `a fault hits its route and account, as many times as ordered`() async throws {
        try await withSimulator { simulator, visitor in
            let one = account("night-owl").id
            let token = try await visitor.connect(one).access
            let other = try await visitor.connect(account("explorer").id).access
            simulator.order(.status(500), on: .me, for: one, after: 1, times: 2)
            #expect(try await visitor.get("/me", token: token).status == 200)
            #expect(try await visitor.get("/me", token: other).status == 200)
            #expect(try await visitor.get("/me/top/artists?limit=1", token: token).status == 200)
            #expect(try await visitor.get("/me", token: token).status == 500)
            #expect(try await visitor.get("/me", token: token).status == 500)
            #expect(try await visitor.get("/me", token: token).status == 200)
        }
    }

    @Test func `a fault without an end lasts until it is cleared`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            simulator.order(.status(503, body: "{\"x\":1}", headers: ["X-Why": "weather"]), times: nil)
            for path in ["/me", "/me/top/tracks", "/me/player/recently-played", "/me"] {
                let reply = try await visitor.get(path, token: token)
                #expect(reply.status == 503)
                #expect(reply.text == "{\"x\":1}")
                #expect(reply.header("x-why") == "weather")
                #expect(reply.header("content-type")?.hasPrefix("application/json") == true)
            }
            simulator.clearFaults()
            #expect(try await visitor.get("/me", token: token).status == 200)
        }
    }

    @Test func `rate limits come in each form that Spotify has`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            for fault in [
                SimulatedFault.retryAfter(7), .quotaExceeded(), .quotaExceeded(retryAfter: 50_000), .tooManyRequests,
            ] { simulator.order(fault, on: .me) }
            let rate = try await visitor.get("/me", token: token)
            #expect(rate.status == 429)
            #expect(rate.header("retry-after") == "7")
            #expect(rate.message == "API rate limit exceeded")
            let quota = try await visitor.get("/me", token: token)
            #expect(quota.status == 429)
            #expect(quota.header("retry-after") == nil)
            #expect(
                quota.text
                    == "{\"error\":{\"status\":429,\"message\":\"Too many requests\",\"reason\":\"QUOTA_EXCEEDED\"}}")
            #expect(try await visitor.get("/me", token: token).header("retry-after") == "50000")
            let plain = try await visitor.get("/me", token: token)
            #expect(plain.status == 429)
            #expect(plain.text == "Too many requests")
            #expect(plain.header("retry-after") == nil)
            #expect(plain.header("content-type")?.hasPrefix("text/plain") == true)
        }
    }

    @Test func `a fault can send HTML, plain text or half of the JSON`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            simulator.order(.html(), on: .me)
            simulator.order(.plainText(status: 502, "bad gateway"), on: .me)
            simulator.order(.truncatedJSON, on: .me)
            let html = try await visitor.get("/me", token: token)
            #expect(html.status == 200)
            #expect(html.text.hasPrefix("<!doctype html>"))
            let plain = try await visitor.get("/me", token: token)
            #expect(plain.status == 502)
            #expect(plain.text == "bad gateway")
            let cut = try await visitor.get("/me", token: token)
            let whole = try await visitor.get("/me", token: token)
            #expect(cut.status == 200)
            #expect(cut.body == whole.body.prefix(whole.body.count / 2))
            #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: cut.body) }
        }
    }

    @Test(arguments: [SimulatedFault.cutConnection, .cutBody])
    func `a connection that is cut is an error, and the next request goes through`(fault: SimulatedFault) async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            simulator.order(fault, on: .recentlyPlayed)
            await #expect(throws: (any Error).self) {
                try await visitor.get("/me/player/recently-played?limit=50", token: token)
            }
            #expect(try await visitor.get("/me/player/recently-played?limit=50", token: token).status == 200)
        }
    }

    @Test func `a delay sends the true answer later`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            simulator.order(.delay(.milliseconds(80)), on: .me)
            let taken = try await ContinuousClock().measure {
                let status = try await visitor.get("/me", token: token).status
                #expect(status == 200)
            }
            #expect(taken >= .milliseconds(80))
        }
    }

    @Test func `stopping does not wait for a delay`() async throws {
        let simulator = SpotifySimulator(world: world)
        try await simulator.start()
        let visitor = Visitor(simulator: simulator)
        let token = try await visitor.connect(account("night-owl").id).access
        simulator.order(.delay(.seconds(3600)), on: .me)
        async let reply = try? visitor.get("/me", token: token)
        while simulator.peakConcurrency(.me) == 0 { await Task.yield() }
        await simulator.stop()
        #expect(await reply?.status != 200)
    }

    @Test func `the token endpoint fails on order, and keeps the token`() async throws {
        try await withSimulator { simulator, visitor in
            let refresh = try await visitor.connect(account("night-owl").id).refresh
            simulator.order(.html(status: 503), on: .token, for: account("night-owl").id)
            simulator.order(.status(500), on: .token)
            #expect(try await visitor.refresh(refresh).status == 503)
            #expect(try await visitor.refresh(refresh).status == 500)
            #expect(try await visitor.refresh(refresh).status == 200)
        }
    }

    @Test func `an unregistered account gets 403, and without Premium of the owner all do`()
        async throws
    {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let other = try await visitor.connect(account("explorer").id).access
            simulator.setRegistered(false, account("night-owl").id)
            let stranger = try await visitor.get("/me", token: token)
            #expect(stranger.status == 403)
            #expect(stranger.text == "User not registered in the Developer Dashboard")
            #expect(try await visitor.get("/me", token: other).status == 200)
            simulator.setRegistered(true, account("night-owl").id)
            simulator.setOwnerHasPremium(false)
            for token in [token, other] {
                let reply = try await visitor.get("/me/top/tracks", token: token)
                #expect(reply.status == 403)
                #expect(reply.message?.hasPrefix("Active premium subscription required") == true)
            }
        }
    }

    @Test func `the log has every request and no secret`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("night-owl").id
            let tokens = try await visitor.connect(id)
            _ = try await visitor.get("/me/top/artists?limit=5&time_range=short_term", token: tokens.access)
            _ = try await visitor.refresh(tokens.refresh)
            simulator.order(.status(500), on: .me)
            _ = try await visitor.get("/me", token: tokens.access)
            let log = simulator.requests
            #expect(log.map(\.route) == [.authorize, .token, .topArtists, .token, .me])
            #expect(log.map(\.status) == [302, 200, 200, 200, 500])
            #expect(log.map(\.number) == [1, 2, 3, 4, 5])
            #expect(log.allSatisfy { $0.accountID == id && $0.at == now })
            #expect(log[2].detail == "limit=5&time_range=short_term")
            #expect(log[3].detail == "refresh_token")
            let dump = String(describing: log)
            #expect(!dump.contains(tokens.access))
            #expect(!dump.contains(tokens.refresh))
            #expect(!dump.contains(Visitor.verifier))
            #expect(simulator.requestCount(.token) == 2)
            #expect(simulator.requestCount(of: id) == 5)
            #expect(simulator.requestCount(.me, of: "somebody") == 0)
            simulator.resetRequests()
            #expect(simulator.requestCount() == 0)
        }
    }

    @Test func `starting twice or on a taken port is an error, and a stopped simulator starts again`() async throws {
        let simulator = SpotifySimulator(world: world)
        let port = try await simulator.start()
        await #expect(throws: SimulatorError.self) { try await simulator.start() }
        let rival = SpotifySimulator(world: world, options: .init(port: port))
        await #expect(throws: SimulatorError.self) { try await rival.start() }
        await simulator.stop()
        try await simulator.start()
        #expect(try await Visitor(simulator: simulator).authorize().status == 302)
        await simulator.stop()
    }
}
