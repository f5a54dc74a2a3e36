package import Application
internal import Crypto
internal import Foundation
package import Rendering
package import HTTPTypes
package import SyncRunner

/// Tells a form that a user sent from one of our pages from a form that another site sent with the user's cookie.
///
/// Two checks guard each form: ``isFromHere(_:)`` and, in a session, ``accepts(_:for:of:)``.
package struct AntiForgery: Sendable {
    /// The hidden field of forms.
    package static let field = "token"

    private let origin: WebOrigin
    private let keyFile: String

    /// Creates the checks.
    ///
    /// - Parameters:
    ///   - address: Where our pages are.
    ///   - keyFile: `secretKeyFile`, made absolute; read at each use.
    package init(address: CompanionAddress, keyFile: String) {
        origin = address.origin
        self.keyFile = keyFile
    }

    /// Whether the browser says that one of our own pages sent the request.
    ///
    /// `Sec-Fetch-Site` decides if it is there, and `Origin` otherwise. A request with neither is refused.
    package func isFromHere(_ headers: HTTPFields) -> Bool {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ headers[$0] }) { return site == "same-origin" }
        return headers[.origin] == origin.description
    }

    /// The value of the hidden field in a form of a session.
    ///
    /// - Parameters:
    ///   - route: Where the form is sent to.
    ///   - signedIn: The session.
    /// - Returns: Base64url.
    /// - Throws: `KeyFileError`.
    package func token(for route: CompanionRoute, of signedIn: SignedIn) throws(KeyFileError) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(route, signedIn), using: try key())
        return Data(code).base64URL
    }

    /// Whether a hidden field was made for this form of this session.
    ///
    /// - Parameters:
    ///   - token: The value that was sent.
    ///   - route: Where it was sent to.
    ///   - signedIn: The session.
    /// - Returns: `false` also if there is no field.
    /// - Throws: `KeyFileError`.
    package func accepts(
        _ token: String?, for route: CompanionRoute, of signedIn: SignedIn
    ) throws(KeyFileError) -> Bool {
        guard let token, let code = Data(base64URL: token) else { return false }
        // Takes the same time for every wrong code.
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.message(route, signedIn), using: try key())
    }

    private func key() throws(KeyFileError) -> SymmetricKey {
        try KeyFile.derivedKey(for: .antiForgery, at: keyFile).reveal()
    }

    private static func message(_ route: CompanionRoute, _ signedIn: SignedIn) -> Data {
        Data((signedIn.secret.reveal() + "\0" + route.rawValue).utf8)
    }
}
