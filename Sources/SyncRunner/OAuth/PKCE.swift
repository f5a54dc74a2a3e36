internal import Crypto
internal import Foundation

/// Proves that the program that exchanges a code is the one that requested it (RFC 7636, S256).
struct PKCE: Sendable {
    /// Known only to us until the exchange.
    let verifier: Secret
    /// Sent with the authorize address: base64url(SHA-256(verifier)), without padding.
    let challenge: String

    /// Creates the pair from a verifier of 43 to 128 unreserved characters.
    init(verifier: Secret) {
        self.verifier = verifier
        challenge = Data(SHA256.hash(data: Data(verifier.reveal().utf8))).base64URL
    }

    /// Creates the pair with a random verifier of 64 characters.
    init(random: (_ count: Int) -> [UInt8] = randomBytes) {
        self.init(verifier: Secret(Data(random(48)).base64URL))
    }
}

/// Random bytes for secrets.
func randomBytes(_ count: Int) -> [UInt8] {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
}
