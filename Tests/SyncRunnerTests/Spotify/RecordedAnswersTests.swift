import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite(.enabled(if: Recorded.isPresent, "the recorded answers are not on this machine"))
struct RecordedAnswersTests {
    @Test(arguments: ["java-GetCurrentUsersRecentlyPlayedTracksRequest.json", "joostlek-recently_played_tracks.json"])
    func `recorded plays decode completely`(file: String) async throws {
        try await expectSame(file) { try await $0.recentlyPlayed("t") }
    }

    @Test func `recorded top artists decode completely, each with a picture`() async throws {
        let listing = try await expectSame("joostlek-top_artists.json") {
            try await $0.topArtists(over: .longTerm, "t")
        }
        #expect(listing.items.allSatisfy { $0.imageURL != nil && $0.url != nil })
    }

    @Test func `recorded top tracks decode completely, each with all that a page shows`() async throws {
        let listing = try await expectSame("joostlek-top_tracks.json") { try await $0.topTracks(over: .longTerm, "t") }
        for track in listing.items {
            #expect(track.imageURL != nil && track.url != nil && track.album != nil && track.durationMs != nil)
            #expect(track.releaseDatePrecision != nil && !track.artists.isEmpty)
        }
    }

    @Test(arguments: ["joostlek-current_user.json", "php-user.json"])
    func `recorded accounts decode in both shapes`(file: String) async throws {
        let full = try await client(try Recorded.data(file)).currentUser("t")
        var reduced = try await client(try Recorded.reduced(file)).currentUser("t")
        #expect(full.accountID == nil)
        #expect(reduced.accountID == "acc-of-a-test")
        reduced.accountID = nil
        #expect(full == reduced)
    }

    @Test(arguments: [
        ("php-access-token.json", true), ("php-refresh-token.json", true),
        ("php-refresh-token-no-refresh-token.json", false),
    ])
    func `recorded token answers decode`(file: String, hasRefreshToken: Bool) async throws {
        let stub = StubSpotify(HTTPResponse(status: 200, body: try Recorded.data(file)))
        let grant = try await TokenEndpoint(app: .sample, sender: stub.sender(), clock: .fixed(.sample)).refresh("r")
        #expect((grant.refreshToken != nil) == hasRefreshToken)
        #expect(grant.expiresAt == .sample + .seconds(3600))
    }

    @Test func `recorded errors are recognised`() async throws {
        let token = StubSpotify(HTTPResponse(status: 400, body: try Recorded.data("java-auth-invalid-client.json")))
        await #expect(throws: OAuthError.invalidClient) {
            try await TokenEndpoint(app: .sample, sender: token.sender()).refresh("r")
        }
        let limit = StubSpotify(HTTPResponse(status: 429, body: try Recorded.data("joostlek-rate_limit.json")))
        let error = await #expect(throws: SpotifyError.self) { try await limit.client().currentUser("t") }
        #expect(error?.errorClass == .rateLimited)
    }

    /// Checks that the full and the reduced answer decode to the same items, with none left out.
    @discardableResult private func expectSame<Item>(
        _ file: String, _ ask: (SpotifyClient) async throws -> Listing<Item>
    ) async throws -> Listing<Item> {
        let full = try await ask(client(try Recorded.data(file)))
        let reduced = try await ask(client(try Recorded.reduced(file)))
        let count = try #require(
            (JSONSerialization.jsonObject(with: Recorded.data(file)) as? [String: Any])?["items"] as? [Any]
        ).count
        #expect(full.items.count == count)
        #expect(full.skipped == 0)
        #expect(full == reduced)
        return full
    }

    private func client(_ answer: Data) -> SpotifyClient {
        StubSpotify(HTTPResponse(status: 200, body: answer)).client()
    }
}
