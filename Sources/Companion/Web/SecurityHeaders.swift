package import Application
package import Rendering
package import HTTPTypes

/// The headers that every answer of the companion carries.
///
/// nginx adds none here, so these are the only ones.
package struct SecurityHeaders: Sendable {
    private let policy: String

    /// Creates the headers.
    ///
    /// - Parameter accounts: Where the sign-in form leads to in the end: Chrome and Safari apply `form-action` to
    ///   redirects, too.
    package init(accounts: WebOrigin) {
        policy =
            "default-src 'none'; style-src 'self'; img-src 'self' https://i.scdn.co https://*.scdn.co; "
            + "form-action 'self' \(accounts); base-uri 'none'; frame-ancestors 'none'"
    }

    /// The headers of an answer.
    ///
    /// - Parameter route: What was asked for. Assets may be kept for ever, and everything else not at all. The
    ///   callback's address holds a code that no other page may see. On the other pages `no-referrer` would make
    ///   browsers send forms with `Origin: null`.
    /// - Returns: The headers, without type and cookies.
    package func fields(for route: CompanionRoute) -> HTTPFields {
        var fields: HTTPFields = [
            .cacheControl: route == .assets ? "public, max-age=31536000, immutable" : "no-store",
            .contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff", .crossOriginResourcePolicy: "same-origin",
        ]
        for (name, value) in [
            ("Referrer-Policy", route == .callback ? "no-referrer" : "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("X-Robots-Tag", "noindex"),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }
}
