import Foundation
import SiteModel
import SyncRunner
import TestSupport
import Testing

@testable import Companion

@Suite struct FlowCookieTests {
    private static let now = Instant.sample

    private func flow(username: String? = nil, invitation: SecretCode? = nil) throws -> FlowCookie {
        let app = SpotifyApp(
            clientID: "client", accounts: try ServiceAddress("https://accounts.spotify.com", setting: "a"),
            api: try ServiceAddress("https://api.spotify.com/v1", setting: "b"))
        let authorization = try Authorization(
            app: app, redirectAddress: "https://music.example/api/auth/callback/spotify")
        return FlowCookie(
            authorization: authorization.flow, then: .delete, username: try username.map { try Username($0) },
            invitation: invitation, startedAt: Self.now)
    }

    @Test func `a flow is opened as it was sealed, and cannot be read meanwhile`() async throws {
        let key = try await SessionSite().key(.flow)
        let invitation = SecretCode()
        let flow = try flow(username: String(repeating: "a", count: 40), invitation: invitation)
        let sealed = try flow.sealed(with: key)
        #expect(FlowCookie(sealed, key: key, at: Self.now) == flow)
        #expect(try flow.sealed(with: key) != sealed)
        #expect(sealed.utf8.count < 1500)
        let bytes = try #require(Data(base64URL: sealed))
        for word in ["spotify", invitation.reveal(), "aaaa"] { #expect(bytes.range(of: Data(word.utf8)) == nil) }
    }

    @Test func `a flow without name and invitation is opened as such`() async throws {
        let key = try await SessionSite().key(.flow)
        let opened = try #require(FlowCookie(flow().sealed(with: key), key: key, at: Self.now))
        #expect(opened.username == nil && opened.invitation == nil && opened.then == .delete)
    }

    @Test(arguments: [(0, true), (600, true), (601, false), (86_400, false), (-60, true), (-61, false)])
    func `a flow lasts for 10 minutes`(seconds: Int, isAccepted: Bool) async throws {
        let key = try await SessionSite().key(.flow)
        let sealed = try flow().sealed(with: key)
        #expect((FlowCookie(sealed, key: key, at: Self.now + .seconds(seconds)) != nil) == isAccepted)
    }

    @Test func `a flow sealed with another key is refused`() async throws {
        let site = try await SessionSite()
        let key = try site.key(.flow)
        let sealed = try flow().sealed(with: key)
        #expect(FlowCookie(sealed, key: try site.key(.session), at: Self.now) == nil)
        #expect(FlowCookie(sealed, key: try site.key(.antiForgery), at: Self.now) == nil)
        try await site.rekey()
        #expect(FlowCookie(sealed, key: try site.key(.flow), at: Self.now) == nil)
        #expect(FlowCookie(sealed, key: key, at: Self.now) != nil)
    }

    @Test func `a flow that was changed, cut or is huge is refused`() async throws {
        let key = try await SessionSite().key(.flow)
        let sealed = try flow().sealed(with: key)
        let changes = flips(of: sealed)
        #expect(changes.count > 2000)
        for changed in changes { #expect(FlowCookie(changed, key: key, at: Self.now) == nil) }
        for length in 0..<sealed.utf8.count {
            #expect(FlowCookie(String(sealed.prefix(length)), key: key, at: Self.now) == nil)
        }
        for changed in [sealed + "A", sealed + sealed, String(repeating: "A", count: 10_000_000)] {
            #expect(FlowCookie(changed, key: key, at: Self.now) == nil)
        }
    }

    @Test func `neither cookie is taken for the other`() async throws {
        let site = try await SessionSite()
        let session = try await site.signIn()
        let sealed = try flow().sealed(with: site.key(.flow))
        #expect(try await site.keeper.session(fromCookie: sealed) == nil)
        let sealedAsSession = try flow().sealed(with: site.key(.session))
        #expect(try await site.keeper.session(fromCookie: sealedAsSession) == nil)
        for key in [try site.key(.flow), try site.key(.session)] {
            #expect(FlowCookie(session, key: key, at: Self.now) == nil)
        }
    }

    @Test func `10,000 random texts are refused without a crash`() async throws {
        let key = try await SessionSite().key(.flow)
        let sealed = try flow().sealed(with: key)
        var numbers = SeededNumbers(seed: 20_261_122)
        for _ in 0..<10_000 {
            let damaged = String(decoding: numbers.bytes(like: [sealed]), as: UTF8.self)
            guard damaged != sealed else { continue }
            #expect(FlowCookie(damaged, key: key, at: Self.now) == nil)
        }
    }

    @Test(
        arguments: [
            ("profile", FlowCookie.Destination.profile), ("account", .account), ("delete", .delete), (nil, .account),
            ("", .account), ("//evil.example", .account), ("/\\evil.example", .account),
            ("javascript:alert(1)", .account),
            ("Profile", .account), ("profile ", .account), ("https://music.example/", .account),
        ] as [(String?, FlowCookie.Destination)])
    func `no text leads anywhere but to the three places`(field: String?, destination: FlowCookie.Destination) {
        #expect(FlowCookie.Destination(field: field) == destination)
    }

    @Test func `a flow does not print its secrets`() throws {
        let invitation = SecretCode()
        let flow = try flow(invitation: invitation)
        var texts = "\(flow) \(String(reflecting: flow))"
        dump(flow, to: &texts)
        let encoded = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(flow.authorization)) as? [String: String])
        for secret in [invitation.reveal(), try #require(encoded["state"]), try #require(encoded["verifier"])] {
            #expect(!texts.contains(secret))
        }
        #expect(texts.contains("accounts.spotify.com"))
    }
}
