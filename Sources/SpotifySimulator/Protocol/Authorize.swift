import Synchronization

extension SpotifySimulator {
    private static let scopes: Set<String> = [
        "user-read-recently-played", "user-top-read", "user-read-email", "user-read-private", "user-library-read",
        "user-read-playback-state", "user-read-currently-playing", "playlist-read-private", "user-follow-read",
    ]

    /// The page on which a user gives the app access; here `login` names the user and `deny` refuses.
    func authorize(_ incoming: Incoming) -> Answer {
        let query = incoming.query
        guard query["client_id"] == options.clientID else {
            return .html(400, title: "INVALID_CLIENT: Invalid client", body: "")
        }
        guard let redirect = query["redirect_uri"], accepts(redirect) else {
            return .html(400, title: "INVALID_CLIENT: Invalid redirect URI", body: "")
        }
        guard query["response_type"] == "code" else {
            return back(to: redirect, [("error", "unsupported_response_type")], incoming)
        }
        let scope = query["scope"] ?? ""
        guard scope.split(separator: " ").allSatisfy({ Self.scopes.contains(String($0)) }) else {
            return back(to: redirect, [("error", "invalid_scope")], incoming)
        }
        let challenge = query["code_challenge"]
        if challenge != nil || query["code_challenge_method"] != nil {
            guard query["code_challenge_method"] == "S256" else {
                return .html(400, title: "code_challenge_method must be S256", body: "")
            }
            guard let challenge, Base64URL.decode(challenge)?.count == 32, !challenge.contains("=") else {
                return .html(400, title: "Invalid code_challenge", body: "")
            }
        } else if options.clientSecret == nil {
            return .html(400, title: "code_challenge_method must be S256", body: "")
        }
        if query["deny"] == "1" { return back(to: redirect, [("error", "access_denied")], incoming) }
        guard let login = query["login"] else { return accountChoice(incoming) }
        guard account(login) != nil else { return .html(404, title: "No such account", body: "") }
        let code = newCode(for: login, redirect: redirect, challenge: challenge, scope: scope)
        return back(to: redirect, [("code", code)], incoming)
    }

    private func newCode(for login: String, redirect: String, challenge: String?, scope: String) -> String {
        let now = now
        return state.withLock { state in
            let sequence = state.nextSequence(now: now)
            var dice = Dice(world.seed ^ Dice.hash(login), Int(truncatingIfNeeded: sequence))
            let code = "AQ" + dice.identifier(length: 180)
            // A code that ended long ago is answered like one that never existed.
            if state.codes.count > 1000 { state.codes = state.codes.filter { $0.value.expiresAt > now - 3_600_000 } }
            state.codes[code] = SimulatorState.Code(
                accountID: login, redirectURI: redirect, challenge: challenge, scope: scope, expiresAt: now + 600_000)
            return code
        }
    }

    private func back(to redirect: String, _ fields: [(String, String)], _ incoming: Incoming) -> Answer {
        var fields = fields
        if let state = incoming.query["state"] { fields.append(("state", state)) }
        let query = fields.map { "\($0)=\(Percent.encoded($1))" }.joined(separator: "&")
        return .redirect(to: redirect + (redirect.contains("?") ? "&" : "?") + query)
    }

    /// The match is exact, except for the port of a loopback address that was registered without one.
    private func accepts(_ redirect: String) -> Bool {
        guard !redirect.hasPrefix("http://localhost") else { return false }
        return options.redirectURIs.contains { registered in
            if registered == redirect { return true }
            let loopback = "http://127.0.0.1"
            guard registered.hasPrefix(loopback + "/"), redirect.hasPrefix(loopback + ":") else { return false }
            let rest = redirect.dropFirst(loopback.count + 1)
            let port = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(port), (1...65_535).contains(number) else { return false }
            return rest.dropFirst(port.count) == registered.dropFirst(loopback.count)
        }
    }

    /// For someone who tries it by hand: a page to choose an account.
    private func accountChoice(_ incoming: Incoming) -> Answer {
        let shown = accounts.prefix(200).map { account in
            let link = "/authorize?\(incoming.rawQuery)&login=\(Percent.encoded(account.id))"
            let name = account.displayName ?? account.key
            return
                "<li><a href=\"\(Answer.escaped(link))\">\(Answer.escaped(name))</a> (\(Answer.escaped(account.label)))</li>"
        }
        let deny = Answer.escaped("/authorize?\(incoming.rawQuery)&deny=1")
        return .html(
            200, title: "Who are you?",
            body: "<p>An invented Spotify. Choose an account to connect.</p><ul>\(shown.joined())</ul>"
                + "<p><a href=\"\(deny)\">Cancel</a></p>")
    }
}
