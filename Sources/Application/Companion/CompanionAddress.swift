internal import Foundation
package import Rendering

/// Where the companion is on the web, from the setting `companion.url`.
///
/// Nothing else tells it: what a proxy or a browser says about the address is never believed.
package struct CompanionAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address of the account page; ends in `/account/`.
    package let description: String
    /// The only origin from which forms are accepted.
    package let origin: WebOrigin
    /// The path that all routes begin with: `/`, or `/music/`.
    package let prefix: String
    /// Whether it is plain `http`, which is only allowed on this machine: cookies then have no `Secure`.
    package let isLoopback: Bool

    /// Checks an address.
    ///
    /// - Parameter text: `companion.url`.
    /// - Throws: ``CompanionAddressError``.
    package init(_ text: String) throws(CompanionAddressError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: text),
            let origin = WebOrigin(of: text)
        else { throw .malformed }
        // Not repeated in the message, because the part before the @ may hold a password.
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw .extraParts
        }
        isLoopback = origin.scheme == "http"
        guard !isLoopback || ["127.0.0.1", "[::1]"].contains(origin.host) else { throw .plain(host: origin.host) }
        let path = parts.percentEncodedPath
        guard path.hasSuffix("/account/") else { throw .otherPath }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast()
        guard segments.allSatisfy(Self.isPlain) else { throw .oddPath }
        self.origin = origin
        prefix = String(path.dropLast("account/".count))
        description = origin.description + path
    }

    /// The path of a route, for forms, links and redirects.
    package func path(of route: CompanionRoute) -> String { prefix + route.rawValue }

    /// Where Spotify sends users back to; has to be registered in the dashboard.
    package var redirectAddress: String { origin.description + path(of: .callback) }

    /// Whether a folder's name means the same to browsers, proxies and the router.
    private static func isPlain(_ segment: Substring) -> Bool {
        !segment.isEmpty && segment != "." && segment != ".."
            && segment.utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
                default: false
                }
            }
    }
}

/// Why the companion cannot be at an address.
package enum CompanionAddressError: Error, Hashable, CustomStringConvertible {
    /// It is not a web address with an ASCII host.
    case malformed
    /// It has a name, a password, a query or a fragment.
    case extraParts
    /// It is plain `http` and not on this machine.
    case plain(host: String)
    /// It does not end in `/account/`.
    case otherPath
    /// It has a folder with characters that need escaping.
    case oddPath

    /// What is wrong, and what to write instead.
    package var description: String {
        let advice = "write it like https://music.example/account/"
        return switch self {
        case .malformed: "companion.url is not a web address (a host with other letters is written as xn--…); \(advice)"
        case .extraParts: "companion.url must not hold a name, a password, '?' or '#'; \(advice)"
        case .plain(let host):
            "companion.url would send cookies unencrypted to \(host); use https (plain http is only for 127.0.0.1 "
                + "and [::1])"
        case .otherPath: "companion.url must end in /account/; \(advice)"
        case .oddPath: "companion.url may have only letters, digits and '-._~' in its path; \(advice)"
        }
    }
}
