/// One attempt to connect: the address the user opens, and what is expected back.
public struct Authorization: Sendable {
    let pkce: PKCE
    let state: Secret
    let accounts: String
    /// Where Spotify sends the user back to.
    public let redirectAddress: String
    /// The address that the user opens in a browser.
    public let address: String

    /// The redirect address to register in the dashboard; without a port, any port is accepted at run time.
    public static let registeredRedirect = "http://127.0.0.1/callback"
    /// The most bytes of an address that a browser comes back to; Spotify's codes have a few hundred characters.
    package static let longestAnswer = 8192

    /// Begins an attempt.
    ///
    /// - Parameters:
    ///   - app: The operator's app.
    ///   - redirectAddress: Where Spotify sends the user back to: `http://127.0.0.1:PORT/callback`, or an `https`
    ///     address.
    /// - Throws: ``OAuthError`` `.badRedirect` for an address that Spotify refuses, such as `localhost`.
    public init(app: SpotifyApp, redirectAddress: String = Self.registeredRedirect) throws(OAuthError) {
        try self.init(
            app: app, redirectAddress: redirectAddress, pkce: PKCE(), state: Secret(PKCE().challenge))
    }

    init(app: SpotifyApp, redirectAddress: String, pkce: PKCE, state: Secret) throws(OAuthError) {
        guard let address = try? ServiceAddress(redirectAddress, setting: "redirect"), address.host != "localhost"
        else {
            throw .badRedirect  // the reason is the same for each kind of bad address
        }
        self.pkce = pkce
        self.state = state
        self.redirectAddress = redirectAddress
        accounts = app.accounts.description
        let query = FormEncoding.encode([
            ("client_id", app.clientID), ("response_type", "code"), ("redirect_uri", redirectAddress),
            ("state", state.reveal()), ("scope", SpotifyApp.scopes), ("code_challenge_method", "S256"),
            ("code_challenge", pkce.challenge),
        ])
        self.address = accounts + "/authorize?" + query
    }

    /// Extracts the code from an answer: a whole address as pasted, or only its query.
    ///
    /// - Parameter answer: The address or its query.
    /// - Returns: The code to exchange.
    /// - Throws: ``OAuthError`` `.stateMismatch`, `.denied`, `.rejected` or `.noCode`.
    public func code(in answer: String) throws(OAuthError) -> Secret {
        var query = answer.unicodeScalars.filter { !$0.properties.isWhitespace }.reduce(into: "") {
            $0.unicodeScalars.append($1)  // a terminal may have broken the pasted line
        }[...]
        if let mark = query.firstIndex(of: "?") { query = query[query.index(after: mark)...] }
        if let mark = query.firstIndex(of: "#") { query = query[..<mark] }
        guard let fields = FormEncoding.decode(query) else { throw .noCode }
        func value(_ name: String) -> String? {
            let values = fields.filter { $0.name == name }.map(\.value)
            return values.count == 1 && values[0].isEmpty == false ? values[0] : nil
        }
        guard value("code") != nil || value("error") != nil else { throw .noCode }
        // Checked before anything else, even an error: an answer without our state is not for us.
        guard let state = value("state"), Secret(state) == self.state else { throw .stateMismatch }
        if let error = value("error") {
            throw error == "access_denied" ? .denied : .rejected(OAuthError.word(error))
        }
        guard let code = value("code") else { throw .noCode }
        return Secret(code)
    }
}
