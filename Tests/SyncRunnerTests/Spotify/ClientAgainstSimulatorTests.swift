import Foundation
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct ClientAgainstSimulatorTests {
    @Test(arguments: SpotifySimulator.Shape.allCases)
    func `every simulated listener can be read in both shapes`(shape: SpotifySimulator.Shape) async throws {
        try await SimulatedSpotify.running(.init(shape: shape)) { spotify in
            for account in spotify.simulator.accounts {
                let connection = try await spotify.connect(account.key)
                let client = spotify.client()
                let token = connection.grant.accessToken
                #expect(connection.profile.id == account.id)
                let plays = try await client.recentlyPlayed(token)
                #expect(plays.items.count + plays.skipped <= 50)
                let heard = spotify.simulator.plays(of: account.id).filter {
                    $0.isOffered && $0.visibleFrom <= spotify.simulator.now
                }
                #expect(plays.items.isEmpty == heard.isEmpty)
                for item in plays.items {
                    #expect(
                        heard.contains {
                            $0.endedAt == item.play.playedAt.milliseconds
                                && ($0.track.id ?? $0.track.uri) == item.track.id
                        })
                }
                for range in TimeRange.allCases {
                    let artists = try await client.topArtists(over: range, token)
                    let tracks = try await client.topTracks(over: range, token)
                    #expect(artists.items.count <= 50 && artists.skipped == 0)
                    #expect(tracks.items.count <= 50 && tracks.skipped == 0)
                    let expected = try spotify.simulator.topArtists(
                        of: account.id, #require(.init(rawValue: range.rawValue)))
                    #expect(artists.items.map(\.id) == expected.prefix(50).map(\.id))
                }
            }
        }
    }

    struct Trouble: Sendable, CustomTestStringConvertible {
        var fault: SimulatedFault
        var errorClass: ErrorClass
        var requests: Int
        var testDescription: String { "\(fault)" }
    }

    static let troubles = [
        Trouble(fault: .status(500), errorClass: .unavailable, requests: 3),
        Trouble(fault: .html(status: 502), errorClass: .unavailable, requests: 3),
        Trouble(fault: .cutConnection, errorClass: .unavailable, requests: 3),
        Trouble(fault: .cutBody, errorClass: .unavailable, requests: 3),
        Trouble(fault: .html(), errorClass: .undecodable, requests: 1),
        Trouble(fault: .truncatedJSON, errorClass: .undecodable, requests: 1),
        Trouble(fault: .plainText(status: 200, "ok"), errorClass: .undecodable, requests: 1),
        Trouble(fault: .plainText(status: 404, "?"), errorClass: .notFound, requests: 1),
        Trouble(fault: .retryAfter(5), errorClass: .rateLimited, requests: 3),
        Trouble(fault: .retryAfter(31), errorClass: .rateLimited, requests: 1),
        Trouble(fault: .tooManyRequests, errorClass: .rateLimited, requests: 1),
        Trouble(fault: .quotaExceeded(), errorClass: .rateLimited, requests: 1),
        Trouble(fault: .quotaExceeded(retryAfter: 50_000), errorClass: .rateLimited, requests: 1),
        Trouble(
            fault: .status(401, body: #"{"error":{"status":401,"message":"x"}}"#), errorClass: .unauthorized,
            requests: 1),
    ]

    @Test(arguments: troubles)
    func `each lasting fault gives its error after its number of tries`(_ trouble: Trouble) async throws {
        try await SimulatedSpotify.running { spotify in
            let token = try await spotify.connect().grant.accessToken
            spotify.simulator.resetRequests()
            spotify.simulator.order(trouble.fault, on: .recentlyPlayed, times: nil)
            let error = await #expect(throws: SpotifyError.self) { try await spotify.client().recentlyPlayed(token) }
            #expect(error?.errorClass == trouble.errorClass)
            #expect(spotify.simulator.requestCount(.recentlyPlayed) == trouble.requests)
        }
    }

    @Test(arguments: [
        SimulatedFault.status(503), .cutConnection, .cutBody, .html(status: 500), .retryAfter(2), .retryAfter(0),
    ])
    func `a fault that ends after two tries does not change the answer`(fault: SimulatedFault) async throws {
        try await SimulatedSpotify.running { spotify in
            let token = try await spotify.connect().grant.accessToken
            let calm = try await spotify.client().recentlyPlayed(token)
            spotify.simulator.order(fault, on: .recentlyPlayed, times: 2)
            let sender = spotify.sender()
            let plays = try await SpotifyClient(api: spotify.app.api, sender: sender)
                .recentlyPlayed(token)
            #expect(plays == calm)
            #expect(sender.counter.count == 3)
        }
    }

    @Test func `a slow answer is cut off at the time limit`() async throws {
        var limits = HTTPTransport.Limits()
        limits.whole = .milliseconds(200)
        try await SimulatedSpotify.running(limits: limits) { spotify in
            spotify.simulator.order(.delay(.seconds(60)), on: .me, times: nil)
            await #expect(
                throws: SpotifyError.unavailable(request: "GET /v1/me", cause: .transport(.timedOut))
            ) {
                try await spotify.client().currentUser("any")
            }
        }
    }

    @Test func `an answer over the size limit is refused`() async throws {
        var limits = HTTPTransport.Limits()
        limits.body = 1000
        try await SimulatedSpotify.running(limits: limits) { spotify in
            spotify.simulator.order(.status(200, body: String(repeating: "x", count: 1001)), on: .me, times: nil)
            await #expect(
                throws: SpotifyError.unavailable(
                    request: "GET /v1/me", cause: .transport(.tooLarge(limit: 1000)))
            ) {
                try await spotify.client().currentUser("any")
            }
            #expect(spotify.simulator.requestCount(.me) == 1)
            let error = SpotifyError.unavailable(request: "GET /v1/me", cause: .transport(.tooLarge(limit: 1000)))
            #expect(
                error.description
                    == "GET /v1/me answered with more than 1000 bytes; check spotify.apiURL; the next run tries again")
        }
    }

    @Test func `an address where nothing listens counts as an outage`() async throws {
        try await HTTPTransport.withLive { transport in
            // Port 1 is reserved and nothing listens there.
            let client = SpotifyClient(
                api: try ServiceAddress("http://127.0.0.1:1/v1", setting: "api"),
                sender: HTTPSender(transport: transport, policy: .manual(ManualClock())))
            let error = await #expect(throws: SpotifyError.self) { try await client.currentUser("any") }
            #expect(
                error
                    == .unavailable(
                        request: "GET /v1/me", cause: .transport(.broken("connection refused"))))
        }
    }

    @Test func `an unknown host and a port without TLS count as outages`() async throws {
        try await SimulatedSpotify.running { spotify in
            let bases = [
                "https://nobody.invalid/v1", spotify.simulator.apiURL.replacing("http:", with: "https:"),
            ]
            for base in bases {
                let client = SpotifyClient(api: try ServiceAddress(base, setting: "api"), sender: spotify.sender())
                let error = await #expect(throws: SpotifyError.self) { try await client.currentUser("any") }
                #expect(error?.errorClass == .unavailable)
            }
        }
    }

    @Test func `a redirect is not followed, so no token is sent to its target`() async throws {
        try await SimulatedSpotify.running { spotify in
            let target = spotify.simulator.baseURL + "/v1/me/player/recently-played"
            spotify.simulator.order(.status(302, headers: ["location": target]), on: .me, times: nil)
            await #expect(throws: SpotifyError.unexpectedStatus(302, request: "GET /v1/me")) {
                try await spotify.client().currentUser("any")
            }
            #expect(spotify.simulator.requestCount(.recentlyPlayed) == 0)
        }
    }

    @Test func `an unregistered account and an owner without Premium give different errors`() async throws {
        try await SimulatedSpotify.running { spotify in
            let account = try spotify.account()
            let token = try await spotify.connect().grant.accessToken
            spotify.simulator.setRegistered(false, account.id)
            await #expect(throws: SpotifyError.notRegistered) { try await spotify.client().currentUser(token) }
            spotify.simulator.setRegistered(true, account.id)
            spotify.simulator.setOwnerHasPremium(false)
            await #expect(throws: SpotifyError.premiumRequired) { try await spotify.client().currentUser(token) }
        }
    }

    @Test func `a closed gate stops every client that shares it`() async throws {
        try await SimulatedSpotify.running { spotify in
            let token = try await spotify.connect().grant.accessToken
            let gate = RateGate()
            spotify.simulator.order(.quotaExceeded(), on: .me, times: 1)
            await #expect(throws: SpotifyError.self) { try await spotify.client(gate: gate).currentUser(token) }
            spotify.simulator.resetRequests()
            let error = await #expect(throws: SpotifyError.self) {
                try await spotify.client(gate: gate).recentlyPlayed(token)
            }
            #expect(error?.errorClass == .gateClosed)
            #expect(spotify.simulator.requests.isEmpty)
        }
    }

    @Test func `a cancelled request throws a cancellation error`() async throws {
        try await SimulatedSpotify.running { spotify in
            spotify.simulator.order(.delay(.seconds(60)), on: .me, times: nil)
            let task = Task { try await spotify.client().currentUser("any") }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
