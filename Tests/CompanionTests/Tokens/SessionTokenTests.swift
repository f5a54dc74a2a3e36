import Crypto
import Foundation
import SiteModel
import SyncRunner
import TestSupport
import Testing

@testable import Companion

@Suite struct SessionTokenTests {
    private static let issuer = SessionSite.issuer
    private static let now = Instant.sample

    private func token(issuedAt: Instant = now) -> SessionToken {
        SessionToken(
            userID: 7, secret: SecretCode(), issuedAt: issuedAt, expiresAt: issuedAt + CompanionSession.lifetime)
    }

    @Test func `a token is read as it was signed`() async throws {
        let key = try await SessionSite().key()
        let token = token()
        let text = try await token.signed(by: Self.issuer, with: key)
        #expect(await SessionToken(text, issuer: Self.issuer, key: key, at: Self.now) == token)
        #expect(text.utf8.count < 600)
        let parts = text.split(separator: ".").map { Data(base64URL: String($0)) ?? Data() }
        #expect(
            String(decoding: parts[0], as: UTF8.self)
                == #"{"alg":"HS256","kid":"\#(key.id)","typ":"sitegen-session+jwt"}"#)
        let claims = try #require(try JSONSerialization.jsonObject(with: parts[1]) as? [String: Any])
        #expect(Set(claims.keys) == ["iss", "aud", "sub", "sid", "iat", "exp"])
        #expect(claims["iss"] as? String == Self.issuer && claims["aud"] as? String == "companion")
        #expect(claims["sub"] as? String == "7" && claims["exp"] as? Int == 1_795_341_600 + 30 * 86_400)
    }

    @Test(arguments: [
        (30 * 86_400, true), (30 * 86_400 + 15, true), (30 * 86_400 + 16, false), (-60, true), (-61, false),
    ])
    func `a token lasts from 60 s before it was issued to 15 s after its end`(seconds: Int, isAccepted: Bool)
        async throws
    {
        let key = try await SessionSite().key()
        let text = try await token().signed(by: Self.issuer, with: key)
        let read = await SessionToken(text, issuer: Self.issuer, key: key, at: Self.now + .seconds(seconds))
        #expect((read != nil) == isAccepted)
    }

    @Test(arguments: [
        (#""alg":"HS256","kid":"KID","typ":"sitegen-session+jwt""#, true),
        (#""alg":"none","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"None","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":null,"kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":1e400,"kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"RS256","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"ES256","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"HS384","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"HS512","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"hs256","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""kid":"KID","typ":"sitegen-session+jwt""#, false), ("", false),
        (#""alg":"HS256","kid":"KID","typ":"JWT""#, false), (#""alg":"HS256","kid":"KID""#, false),
        (#""alg":"HS256","kid":"KID","typ":"sitegen-flow+jwt""#, false),
        (#""alg":"HS256","kid":"0123456789abcdef","typ":"sitegen-session+jwt""#, false),
        (#""alg":"HS256","typ":"sitegen-session+jwt""#, false),
        (#""alg":"HS256","kid":"KID","typ":"sitegen-session+jwt","x":1e300"#, false),
        (#""alg":"none","alg":"HS256","kid":"KID","typ":"sitegen-session+jwt""#, false),
        (#""alg":"HS256","alg":"none","kid":"KID","typ":"sitegen-session+jwt""#, false),
    ])
    func `only the one header is accepted, however well it is signed`(header: String, isAccepted: Bool) async throws {
        let key = try await SessionSite().key()
        let header = "{" + header.replacing("KID", with: key.id) + "}"
        let text = Self.signed(header, Self.claims(), with: key.reveal())
        #expect((await SessionToken(text, issuer: Self.issuer, key: key, at: Self.now) != nil) == isAccepted)
        let unsigned = text.prefix(through: try #require(text.lastIndex(of: ".")))
        #expect(await SessionToken(String(unsigned), issuer: Self.issuer, key: key, at: Self.now) == nil)
    }

    @Test(arguments: [
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":1,"exp":9999999999}"#, true),
        (#"{"iss":"https://other.example","aud":"companion","sub":"7","sid":"SID","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"other","sub":"7","sid":"SID","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":["companion"],"sub":"7","sid":"SID","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"x","sid":"SID","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":7,"sid":"SID","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"short","iat":1,"exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":1}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","exp":9999999999}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":-1,"exp":9999999999}"#, false),
        (
            #"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":1,"exp":9223372036854775807}"#,
            false
        ),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":1,"exp":1e300}"#, false),
        (#"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"SID","iat":1,"exp":"9999999999"}"#, false),
        ("[]", false), ("", false), ("{", false),
    ])
    func `claims that are not a session of this site are refused`(claims: String, isAccepted: Bool) async throws {
        let key = try await SessionSite().key()
        let text = Self.signed(
            Self.header(key), claims.replacing("SID", with: SecretCode().reveal()), with: key.reveal())
        #expect((await SessionToken(text, issuer: Self.issuer, key: key, at: Self.now) != nil) == isAccepted)
    }

    @Test func `a token signed with another key or another hash is refused`() async throws {
        let site = try await SessionSite()
        let key = try site.key()
        func isAccepted(_ text: String) async -> Bool {
            await SessionToken(text, issuer: Self.issuer, key: key, at: Self.now) != nil
        }
        let header = Self.header(key)
        #expect(await isAccepted(Self.signed(header, Self.claims(), with: key.reveal())))
        for other in [try site.key(.flow).reveal(), try site.key(.antiForgery).reveal(), SymmetricKey(size: .bits256)] {
            #expect(await !isAccepted(Self.signed(header, Self.claims(), with: other)))
        }
        #expect(await !isAccepted(Self.signed(header, Self.claims(), with: key.reveal(), as: SHA512.self)))
        #expect(await !isAccepted(try await token().signed(by: Self.issuer, with: site.key(.flow))))
        #expect(await !isAccepted(try await token().signed(by: Self.issuer, with: SessionSite().key())))
    }

    @Test func `a token in which one bit differs is refused, wherever it is`() async throws {
        let key = try await SessionSite().key()
        let text = try await token().signed(by: Self.issuer, with: key)
        for changed in flips(of: text) {
            #expect(await SessionToken(changed, issuer: Self.issuer, key: key, at: Self.now) == nil)
        }
        // The last character of the signature has two bits that decoders ignore.
        #expect(flips(of: text).count > 2000)
    }

    @Test func `a text with other than three parts, or a huge one, is refused`() async throws {
        let key = try await SessionSite().key()
        let text = try await token().signed(by: Self.issuer, with: key)
        let parts = text.split(separator: ".")
        for changed in [
            "", ".", "..", "...", parts[0...1].joined(separator: "."), text + ".", "." + text, text + ".AAAA",
            text + "=", text + "\n", " " + text, text + text, String(text.dropLast()),
            String(repeating: "A", count: 10_000_000), String(repeating: ".", count: 100_000),
        ] {
            #expect(await SessionToken(changed, issuer: Self.issuer, key: key, at: Self.now) == nil)
        }
        let long = Self.signed(
            Self.header(key), Self.claims(more: String(repeating: "x", count: 2000)), with: key.reveal())
        #expect(await SessionToken(long, issuer: Self.issuer, key: key, at: Self.now) == nil)
        let fair = Self.signed(
            Self.header(key), Self.claims(more: String(repeating: "x", count: 500)), with: key.reveal())
        #expect(await SessionToken(fair, issuer: Self.issuer, key: key, at: Self.now) != nil)
    }

    @Test func `10,000 random texts are refused without a crash`() async throws {
        let key = try await SessionSite().key()
        let text = try await token().signed(by: Self.issuer, with: key)
        let parts = text.split(separator: ".").map { String($0) }
        var numbers = SeededNumbers(seed: 20_261_122)
        for _ in 0..<10_000 {
            let damaged = String(decoding: numbers.bytes(like: [text, parts[0] + "." + parts[1]]), as: UTF8.self)
            guard damaged != text else { continue }
            #expect(await SessionToken(damaged, issuer: Self.issuer, key: key, at: Self.now) == nil, "\(damaged)")
        }
    }

    // MARK: -

    private static func header(_ key: DerivedKey) -> String {
        #"{"alg":"HS256","kid":"\#(key.id)","typ":"sitegen-session+jwt"}"#
    }

    private static func claims(more: String = "") -> String {
        #"{"iss":"https://music.example","aud":"companion","sub":"7","sid":"\#(SecretCode().reveal())","iat":1,"#
            + #""exp":9999999999,"more":"\#(more)"}"#
    }

    private static func signed<Hash: HashFunction>(
        _ header: String, _ claims: String, with key: SymmetricKey, as _: Hash.Type = SHA256.self
    ) -> String {
        let input = Data(header.utf8).base64URL + "." + Data(claims.utf8).base64URL
        return input + "." + Data(HMAC<Hash>.authenticationCode(for: Data(input.utf8), using: key)).base64URL
    }
}
