import Companion
import Foundation
import SiteModel
import SyncRunner
import TestSupport
import Testing

@Suite struct SessionKeeperTests {
    private static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }

    @Test func `a session cookie stands for its user`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn(agent: "Browser\r\n 1\u{0}é" + String(repeating: "x", count: 300))
        let signedIn = try #require(try await site.keeper.session(fromCookie: cookie))
        #expect(signedIn.user == site.ada)
        #expect(signedIn.session.agent == "Browser 1" + String(repeating: "x", count: 191))
        #expect(try await site.keeper.sessions(of: signedIn) == [signedIn.session])
        #expect(try await site.keeper.session(fromCookie: nil) == nil)
        #expect(try await site.keeper.session(fromCookie: "") == nil)
        #expect(!String(reflecting: signedIn).contains(cookie.suffix(43)))
    }

    @Test func `the store does not hold what the cookie holds`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn()
        let claims = try #require(Data(base64URL: String(cookie.split(separator: ".")[1])))
        let object = try #require(try JSONSerialization.jsonObject(with: claims) as? [String: Any])
        let secret = try #require((object["sid"] as? String).flatMap { SecretCode($0) })
        let session = try #require(try await site.keeper.session(fromCookie: cookie)).session
        #expect(session.id == secret.hash)
        #expect(try #require(Data(base64URL: secret.reveal())) != Data(session.id.prefix(16)))
    }

    @Test func `each sign-in has a new secret, and ends the browser's former session`() async throws {
        let site = try await SessionSite()
        let bob = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: site.now)
        let first = try await site.signIn()
        let second = try await site.signIn()
        let third = try await site.signIn(bob, replacing: first)
        _ = try await site.signIn(replacing: "not a cookie of ours")
        #expect(try await site.keeper.session(fromCookie: first) == nil)
        #expect(try await site.keeper.session(fromCookie: second)?.user == site.ada)
        #expect(try await site.keeper.session(fromCookie: third)?.user == bob)
        #expect(Set([first, second, third]).count == 3)
    }

    @Test func `a session that was ended is nobody's, wherever it was ended`() async throws {
        let site = try await SessionSite()
        var cookies: [String] = []
        for _ in 0..<6 { cookies.append(try await site.signIn()) }
        func lasting() async throws -> [Int] {
            var found: [Int] = []
            for (number, cookie) in cookies.enumerated()
            where try await site.keeper.session(fromCookie: cookie) != nil { found.append(number) }
            return found
        }
        func signedIn(_ number: Int) async throws -> SignedIn {
            try #require(try await site.keeper.session(fromCookie: cookies[number]))
        }
        try await site.keeper.end(signedIn(0))
        #expect(try await lasting() == [1, 2, 3, 4, 5])
        #expect(try await site.keeper.end(publicID: signedIn(1).session.publicID, of: signedIn(2)))
        #expect(try await !site.keeper.end(publicID: "0000000000000000", of: signedIn(2)))
        #expect(try await lasting() == [2, 3, 4, 5])
        try await site.keeper.endOthers(of: signedIn(3))
        #expect(try await lasting() == [3])
        try await site.keeper.endAll(of: signedIn(3))
        #expect(try await lasting() == [])
    }

    @Test func `nobody ends a session of somebody else`() async throws {
        let site = try await SessionSite()
        let bob = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: site.now)
        let adas = try #require(try await site.keeper.session(fromCookie: site.signIn()))
        let bobs = try #require(try await site.keeper.session(fromCookie: site.signIn(bob)))
        #expect(try await !site.keeper.end(publicID: adas.session.publicID, of: bobs))
        try await site.keeper.endOthers(of: bobs)
        try await site.keeper.endAll(of: bobs)
        #expect(try await site.keeper.sessions(of: adas).count == 1)
    }

    @Test func `the cookie of a user who was removed, disconnected or is leaving is nobody's`() async throws {
        let site = try await SessionSite()
        for leave in [
            { try await site.store.beginLeaving(userNamed: "ada", .disconnects) },
            { try await site.store.disconnectUser(named: "ada") }, { try await site.store.removeUser(named: "ada") },
        ] {
            if try await site.store.leavingUsers() == ["ada"] { try await site.store.disconnectUser(named: "ada") }
            let cookie = try await site.signIn()
            #expect(try await site.keeper.session(fromCookie: cookie) != nil)
            try await leave()
            #expect(try await site.keeper.session(fromCookie: cookie) == nil)
        }
    }

    @Test func `a new key ends every session`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn()
        try await site.rekey()
        #expect(try await site.keeper.session(fromCookie: cookie) == nil)
        let again = try await site.signIn(replacing: cookie)
        #expect(try await site.keeper.session(fromCookie: again) != nil)
    }

    @Test func `use keeps a session for up to 30 days, and is written once an hour`() async throws {
        let site = try await SessionSite()
        let begun = site.now
        let cookie = try await site.signIn()
        func seen() async throws -> Duration? {
            guard let signedIn = try await site.keeper.session(fromCookie: cookie) else { return nil }
            return try await site.keeper.sessions(of: signedIn).first?.seenAt.since(begun)
        }
        site.clock.advance(by: .seconds(3599))
        #expect(try await seen() == .zero)
        site.clock.advance(by: .seconds(1))
        #expect(try await seen() == .seconds(3600))
        for _ in 0..<4 {
            site.clock.advance(by: Self.days(7) - .seconds(3600))
            #expect(try await seen() != nil)
        }
        site.clock.advance(by: Self.days(2))
        #expect(try await seen() != nil)
        site.clock.advance(by: .seconds(3 * 3600))
        #expect(try await seen() == nil)
    }

    @Test func `a session that was found to be over stays over when the clock is set back`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn()
        site.clock.advance(by: Self.days(7))
        #expect(try await site.keeper.session(fromCookie: cookie) == nil)
        site.clock.advance(by: Self.days(-7))
        #expect(try await site.keeper.session(fromCookie: cookie) == nil)
    }

    @Test func `a cookie from before the clock was set back far is nobody's`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn()
        site.clock.advance(by: .seconds(-60))
        #expect(try await site.keeper.session(fromCookie: cookie) != nil)
        site.clock.advance(by: .seconds(-1))
        #expect(try await site.keeper.session(fromCookie: cookie) == nil)
    }

    @Test func `a cookie of another site with the same key is nobody's`() async throws {
        let site = try await SessionSite()
        let other = SessionKeeper(
            store: site.store, keyFile: site.keyFile, issuer: "https://other.example", clock: site.clock.wall)
        let cookie = try await other.begin(for: site.ada, agent: nil, replacing: nil)
        #expect(try await other.session(fromCookie: cookie) != nil)
        #expect(try await site.keeper.session(fromCookie: cookie) == nil)
    }

    @Test func `when the store or the key cannot be read, that is an error and not an answer`() async throws {
        let site = try await SessionSite()
        let cookie = try await site.signIn()
        try FileManager.default.moveItem(atPath: site.keyFile, toPath: site.keyFile + ".away")
        await #expect(throws: KeyFileError.missing(site.keyFile)) {
            try await site.keeper.session(fromCookie: cookie)
        }
        await #expect(throws: KeyFileError.missing(site.keyFile)) { try await site.signIn() }
        try FileManager.default.moveItem(atPath: site.keyFile + ".away", toPath: site.keyFile)
        #expect(try await site.keeper.session(fromCookie: cookie) != nil)
        try site.store.close()
        await #expect(throws: StoreError.self) { try await site.keeper.session(fromCookie: cookie) }
        await #expect(throws: StoreError.self) { try await site.signIn() }
        #expect(try await site.keeper.session(fromCookie: cookie + "A") == nil, "garbage costs no query")
    }
}
