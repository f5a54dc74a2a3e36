import Crypto
import Foundation

/// What a token stands for.
///
/// Tokens carry it with a signature. So a simulator of the same seed that is started later accepts the tokens of an
/// earlier one, as Spotify would.
struct TokenClaims: Sendable, Equatable {
    enum Kind: String, Sendable { case access = "BQ", refresh = "AQ" }

    var kind: Kind
    var accountID: String
    /// When the user authorized, in UTC milliseconds.
    var authorizedAt: Int64
    var expiresAt: Int64
    /// Rises with every token, across restarts too.
    var sequence: Int64
    /// Whether it was obtained with PKCE, without the client's secret.
    var isPublicClient: Bool
    var scope: String
}

struct TokenMint: Sendable {
    private let key: SymmetricKey

    init(seed: UInt64, clientID: String) {
        key = SymmetricKey(data: SHA256.hash(data: Data("simulator \(seed) \(clientID)".utf8)))
    }

    func token(_ claims: TokenClaims) -> String {
        // The account's id comes last, since it may hold any character.
        let fields = [
            String(claims.authorizedAt), String(claims.expiresAt), String(claims.sequence),
            claims.isPublicClient ? "1" : "0", claims.scope, claims.accountID,
        ]
        let payload = Data((claims.kind.rawValue + fields.joined(separator: "\n")).utf8)
        return claims.kind.rawValue + Base64URL.encode(signature(payload) + payload)
    }

    func claims(_ token: String, kind: TokenClaims.Kind) -> TokenClaims? {
        guard token.hasPrefix(kind.rawValue), let data = Base64URL.decode(token.dropFirst(2)), data.count > 16
        else { return nil }
        let payload = Data(data.dropFirst(16))
        guard signature(payload) == Data(data.prefix(16)) else { return nil }
        let text = String(decoding: payload, as: UTF8.self)
        guard text.hasPrefix(kind.rawValue) else { return nil }
        let fields = text.dropFirst(2).split(separator: "\n", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6, let authorizedAt = Int64(fields[0]), let expiresAt = Int64(fields[1]),
            let sequence = Int64(fields[2])
        else { return nil }
        return TokenClaims(
            kind: kind, accountID: String(fields[5]), authorizedAt: authorizedAt, expiresAt: expiresAt,
            sequence: sequence, isPublicClient: fields[3] == "1", scope: String(fields[4]))
    }

    private func signature(_ payload: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: payload, using: key).prefix(16))
    }
}

enum Base64URL {
    static func encode(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ text: some StringProtocol) -> Data? {
        var plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        return Data(base64Encoded: plain)
    }
}
