package import Application
package import HTTPTypes
package import Hummingbird
internal import SiteModel

/// A cookie of the companion: its name and attributes, without a value.
package struct CompanionCookie: Hashable, Sendable {
    /// `__Host-sitegen` and the like.
    package let name: String
    private let maxAge: Duration
    private let isSecure: Bool

    /// The cookie that a user is signed in by.
    package static func session(at address: CompanionAddress) -> CompanionCookie {
        CompanionCookie("sitegen", maxAge: CompanionSession.lifetime, at: address)
    }

    /// The cookie that waits while the user is at Spotify.
    package static func flow(at address: CompanionAddress) -> CompanionCookie {
        CompanionCookie("sitegen-flow", maxAge: FlowCookie.lifetime, at: address)
    }

    private init(_ name: String, maxAge: Duration, at address: CompanionAddress) {
        // Not every browser keeps a secure cookie of plain http, even on this machine.
        isSecure = !address.isLoopback
        self.name = isSecure ? "__Host-" + name : name
        self.maxAge = maxAge
    }

    /// Gives the browser a value: base64url and `.`.
    package func set(_ value: String) -> Cookie { cookie(value, maxAge: maxAge) }

    /// Makes the browser forget the cookie.
    package func cleared() -> Cookie { cookie("", maxAge: .zero) }

    /// The value that a browser sent; `nil` if it sent none, a malformed one, or several of that name.
    package func value(in headers: HTTPFields) -> String? {
        var found: [String] = []
        for header in headers[values: .cookie] {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts[0].drop(while: Self.isSpace).elementsEqual(name.utf8) else { continue }
                let value = parts.dropFirst().first.flatMap { String(Substring($0)) } ?? ""
                found.append(value)
            }
        }
        guard found.count == 1, !found[0].isEmpty, found[0].utf8.allSatisfy(Self.isOurs) else { return nil }
        return found[0]
    }

    private func cookie(_ value: String, maxAge: Duration) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: Int(maxAge.components.seconds), path: "/", secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Whether a byte can stand in a value that we set.
    private static func isOurs(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
