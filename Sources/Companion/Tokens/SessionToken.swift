internal import Foundation
internal import JWTKit
internal import SiteModel
internal import SyncRunner

/// What the session cookie says, signed: a JWS with HS256.
///
/// It proves only that we made it. Whether the session still lasts is for the store to say.
struct SessionToken: Hashable, Sendable {
    /// The user, for whom the session must be.
    var userID: Int64
    /// The session's secret, of which the store has the hash.
    var secret: SecretCode
    /// To the second.
    var issuedAt: Instant
    /// To the second.
    var expiresAt: Instant

    /// Nothing longer is looked at.
    static let maximumLength = 2048
    /// How long after its end a token is accepted, for clocks that differ.
    static let leeway: Duration = .seconds(15)
    /// How far in the future a token may have been issued.
    static let maximumAhead: Duration = .seconds(60)
    private static let audience = "companion"
    private static let type = "sitegen-session+jwt"
}

extension SessionToken {
    /// The token for a cookie.
    ///
    /// - Parameters:
    ///   - issuer: `site.baseURL`.
    ///   - key: The key for sessions.
    /// - Returns: Three parts of base64url, with dots.
    /// - Throws: What the cipher throws.
    func signed(by issuer: String, with key: DerivedKey) async throws -> String {
        let claims = Claims(
            iss: issuer, aud: Self.audience, sub: String(userID), sid: secret.reveal(),
            iat: issuedAt.milliseconds / 1000, exp: expiresAt.milliseconds / 1000)
        return try await Self.keys(key).sign(
            claims, header: ["alg": "HS256", "kid": .string(key.id), "typ": .string(Self.type)])
    }

    /// Reads a token; `nil` for any text but one that we signed for this site and that has not expired.
    ///
    /// - Parameters:
    ///   - text: The value of the cookie.
    ///   - issuer: `site.baseURL`.
    ///   - key: The key for sessions.
    ///   - now: The present moment.
    init?(_ text: String, issuer: String, key: DerivedKey, at now: Instant) async {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // There is one header only, compared as bytes: it fixes algorithm, type and key before anything is decoded. The
        // library would take any header that names our key, and any text that decodes to the signature.
        guard parts.count == 3, parts[0].elementsEqual(Self.header(key).utf8),
            Data(base64URL: String(Substring(parts[2]))) != nil
        else { return nil }
        // A bad token means nobody is signed in. The reason does not matter.
        guard let claims = try? await Self.keys(key).verify(text, as: Claims.self) else { return nil }
        guard claims.iss == issuer, claims.aud == Self.audience, let userID = Int64(claims.sub),
            let secret = SecretCode(claims.sid), Self.times.contains(claims.iat), Self.times.contains(claims.exp)
        else { return nil }
        self.userID = userID
        self.secret = secret
        issuedAt = Instant(seconds: claims.iat)
        expiresAt = Instant(seconds: claims.exp)
        guard now.since(expiresAt) <= Self.leeway, issuedAt.since(now) <= Self.maximumAhead else { return nil }
    }

    /// Until the year 9999.
    private static let times: Range<Int64> = 0..<253_402_300_800

    private static func header(_ key: DerivedKey) -> String {
        Data(#"{"alg":"HS256","kid":"\#(key.id)","typ":"\#(type)"}"#.utf8).base64URL
    }

    private static func keys(_ key: DerivedKey) async -> JWTKeyCollection {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return await JWTKeyCollection().add(
            hmac: HMACKey(key: key.reveal()), digestAlgorithm: .sha256, kid: JWKIdentifier(string: key.id),
            serializer: DefaultJWTSerializer(jsonEncoder: encoder))
    }
}

private struct Claims: JWTPayload {
    var iss: String
    var aud: String
    var sub: String
    var sid: String
    var iat: Int64
    var exp: Int64

    /// Checked where the clock and the site are known.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
