internal import Crypto
internal import Foundation

/// 128 random bits that somebody has to show again: the secret of a session, or the code of an invitation.
///
/// The store has only its ``hash``, so that a copy of the database opens nothing.
package struct SecretCode: Hashable, Sendable {
    private let text: Secret

    /// Makes a new code.
    package init() {
        text = Secret(Data(randomBytes(Self.length)).base64URL)
    }

    /// Takes a code that somebody shows; `nil` for a text that cannot be one.
    package init?(_ text: String) {
        guard Data(base64URL: text)?.count == Self.length else { return nil }
        self.text = Secret(text)
    }

    /// The code itself: 22 characters of base64url.
    package func reveal() -> String { text.reveal() }

    /// SHA-256 of the code's bytes as text, which the store has.
    package var hash: [UInt8] { Array(SHA256.hash(data: Data(text.reveal().utf8))) }

    private static let length = 16
}
