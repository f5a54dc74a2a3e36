import SiteModel
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct AccessTokenProviderTests {
    /// What happened, in order.
    final class Journal: Sendable {
        private let kept = Mutex<[String]>([])
        var entries: [String] { kept.withLock { $0 } }
        func note(_ entry: String) { kept.withLock { $0.append(entry) } }
    }

    struct SaveFailed: Error {}

    let journal = Journal()
    let clock = ManualClock()

    func provider(
        secondsLeft: Int64, refresh: @escaping @Sendable (Secret) async throws -> TokenGrant,
        save: @escaping @Sendable (AccessTokenProvider.Tokens) async throws -> Void = { _ in }
    ) -> AccessTokenProvider {
        AccessTokenProvider(
            tokens: .init(access: "access-0", refresh: "refresh-0", expiresAt: .sample + .seconds(secondsLeft)),
            clock: clock.wall,
            refresh: { [journal] token in
                journal.note("refresh with \(token.reveal())")
                return try await refresh(token)
            },
            save: { [journal] tokens in
                journal.note("save \(tokens.refresh.reveal())")
                try await save(tokens)
            })
    }

    static func grant(_ number: Int, rotates: Bool = true) -> TokenGrant {
        TokenGrant(
            accessToken: Secret("access-\(number)"), refreshToken: rotates ? Secret("refresh-\(number)") : nil,
            expiresAt: .sample + .seconds(3600))
    }

    @Test(arguments: [(3600, 0), (61, 0), (60, 0), (59, 1), (0, 1), (-1, 1)] as [(Int64, Int)])
    func `an access token with less than a minute left is refreshed`(secondsLeft: Int64, refreshes: Int) async throws {
        let provider = provider(secondsLeft: secondsLeft) { _ in Self.grant(1) }
        #expect(try await provider.token() == Secret("access-\(refreshes)"))
        #expect(journal.entries.filter { $0.hasPrefix("refresh") }.count == refreshes)
    }

    @Test func `many concurrent callers share one refresh`() async throws {
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let provider = provider(secondsLeft: 0) { _ in
            for await _ in gate { break }
            return Self.grant(1)
        }
        let tokens = try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<50 { group.addTask { try await provider.token() } }
            opening.yield()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(tokens.count == 50 && Set(tokens) == ["access-1"])
        #expect(journal.entries == ["refresh with refresh-0", "save refresh-1"])
    }

    @Test func `a rotated refresh token is stored before the access token is used`() async throws {
        let provider = provider(secondsLeft: 0) { _ in Self.grant(1) }
        try await provider.withToken { [journal] token in journal.note("use \(token.reveal())") }
        #expect(journal.entries == ["refresh with refresh-0", "save refresh-1", "use access-1"])
    }

    @Test func `the old refresh token is kept when the answer has no new one`() async throws {
        let provider = provider(secondsLeft: 0) { _ in Self.grant(1, rotates: false) }
        _ = try await provider.token()
        #expect(journal.entries == ["refresh with refresh-0", "save refresh-0"])
        clock.advance(by: .seconds(3600))
        _ = try await provider.token()
        #expect(journal.entries.suffix(2) == ["refresh with refresh-0", "save refresh-0"])
    }

    @Test func `tokens that could not be stored are not used until they are stored`() async throws {
        let failures = Mutex(1)
        let provider = provider(secondsLeft: 3600) { _ in
            Self.grant(1)
        } save: { _ in
            let fails = failures.withLock { left in
                left -= 1
                return left >= 0
            }
            if fails { throw SaveFailed() }
        }
        await #expect(throws: SaveFailed.self) {
            try await provider.withToken { token in
                #expect(token == "access-0")
                throw SpotifyError.unauthorized
            }
        }
        #expect(try await provider.token() == "access-1")
        // There is no second refresh, because the old refresh token may no longer work.
        #expect(journal.entries == ["refresh with refresh-0", "save refresh-1", "save refresh-1"])
    }

    @Test func `a 401 causes one refresh and one retry`() async throws {
        let provider = provider(secondsLeft: 3600) { _ in Self.grant(1) }
        let used = Mutex<[String]>([])
        let result = try await provider.withToken { token in
            used.withLock { $0.append(token.reveal()) }
            if token == "access-0" { throw SpotifyError.unauthorized }
            return "done"
        }
        #expect(result == "done")
        #expect(used.withLock { $0 } == ["access-0", "access-1"])
    }

    @Test func `a second 401 is thrown to the caller`() async throws {
        let provider = provider(secondsLeft: 3600) { _ in Self.grant(1) }
        await #expect(throws: SpotifyError.unauthorized) {
            try await provider.withToken { _ in throw SpotifyError.unauthorized }
        }
        #expect(journal.entries.count == 2)
    }

    @Test func `several callers that get a 401 for the same token refresh it once`() async throws {
        let provider = provider(secondsLeft: 3600) { _ in Self.grant(1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await provider.withToken { if $0 == "access-0" { throw SpotifyError.unauthorized } }
                }
            }
            try await group.waitForAll()
        }
        #expect(journal.entries == ["refresh with refresh-0", "save refresh-1"])
    }

    @Test func `a refused refresh token is not tried again`() async throws {
        let provider = provider(secondsLeft: 0) { _ in throw OAuthError.refused }
        for _ in 0..<3 {
            await #expect(throws: OAuthError.refused) { try await provider.token() }
        }
        #expect(journal.entries == ["refresh with refresh-0"])
    }

    @Test func `the next call after an outage tries again`() async throws {
        let outages = Mutex(1)
        let provider = provider(secondsLeft: 0) { _ in
            let isOut = outages.withLock { left in
                left -= 1
                return left >= 0
            }
            if isOut { throw SpotifyError.unavailable(request: "POST /api/token", cause: .status(503)) }
            return Self.grant(1)
        }
        await #expect(throws: SpotifyError.self) { try await provider.token() }
        #expect(try await provider.token() == "access-1")
    }

    @Test func `a refreshed credential is saved with sealed tokens`() async throws {
        let vault = TokenVault(key: Array(0..<32), source: "test.key")
        let first = try vault.credential(from: Self.grant(0), for: 7, authorizedAt: .sample)
        clock.advance(by: .seconds(3600))
        let stub = StubSpotify(try .fixture("token.json"))
        let saved = Mutex<Credential?>(nil)
        let provider = try AccessTokenProvider(
            credential: first, vault: vault,
            endpoint: TokenEndpoint(app: .sample, sender: stub.sender(clock: clock), clock: clock.wall),
            clock: clock.wall, save: { credential in saved.withLock { $0 = credential } })
        #expect(try await provider.token() == "BQ-access-one")
        #expect(stub.requests.first?.field("refresh_token") == "refresh-0")
        let credential = try #require(saved.withLock { $0 })
        #expect(try vault.open(credential.sealedRefreshToken, of: .refresh, for: 7) == "AQ-refresh-one")
        #expect(credential.expiresAt == .sample + .seconds(7200))
        #expect(credential.authorizedAt == .sample)
        #expect(credential.userID == 7 && credential.state == .active)
    }
}
