internal import Foundation
public import SiteModel

/// Exchanges codes and refresh tokens for access tokens: `POST /api/token`.
public struct TokenEndpoint: Sendable {
    private let app: SpotifyApp
    private let sender: HTTPSender
    private let clock: WallClock

    /// Creates the endpoint of an app.
    public init(app: SpotifyApp, sender: HTTPSender, clock: WallClock = .system) {
        self.app = app
        self.sender = sender
        self.clock = clock
    }

    /// Exchanges the code of an authorization.
    ///
    /// - Parameters:
    ///   - code: The code from the user's browser.
    ///   - authorization: The attempt that the code belongs to.
    /// - Returns: The user's first tokens, including a refresh token.
    /// - Throws: ``OAuthError`` or ``SpotifyError``.
    public func exchange(_ code: Secret, for authorization: Authorization) async throws -> TokenGrant {
        let grant = try await grant(
            [
                ("grant_type", Secret("authorization_code")), ("code", code),
                ("redirect_uri", Secret(authorization.redirectAddress)),
                ("code_verifier", authorization.pkce.verifier),
            ], refused: .codeRefused)
        guard grant.refreshToken != nil else {
            throw SpotifyError.undecodable(endpoint: Self.path, detail: "the answer has no refresh_token")
        }
        return grant
    }

    /// Exchanges a refresh token.
    ///
    /// Not to be called twice at once for one user; ``AccessTokenProvider`` ensures that.
    public func refresh(_ token: Secret) async throws -> TokenGrant {
        try await grant([("grant_type", Secret("refresh_token")), ("refresh_token", token)], refused: .refused)
    }

    private static let path = "/api/token"

    private func grant(
        _ fields: [(name: String, value: Secret)], refused: OAuthError
    ) async throws -> TokenGrant {
        var request = HTTPRequest(.post, app.accounts, path: Self.path, form: fields)
        if let secret = app.clientSecret {
            request.credentials = .basic(id: app.clientID, secret: secret)
        } else {
            request.form?.append(("client_id", Secret(app.clientID)))
        }
        // The token's lifetime begins when Spotify answers; counted from before the request, it ends no later.
        let asked = clock.now()
        let response = try await sender.send(request)
        guard response.status == 200 else { throw Self.error(response, to: request, refused: refused) }
        do {
            return try TokenGrant(JSONNode.read(response.body, TokenDTO.init), asked: asked)
        } catch let mismatch as JSONMismatch {
            throw SpotifyError.undecodable(endpoint: Self.path, detail: "\(mismatch)")
        }
    }

    /// Only a 4xx that says `invalid_grant` in JSON is a refusal; an HTML page comes from some proxy.
    private static func error(
        _ response: HTTPResponse, to request: HTTPRequest, refused: OAuthError
    ) -> any Error {
        // Flat, unlike the errors of the Web API: {"error":"invalid_grant","error_description":"…"}.
        let error = try? JSONNode.read(response.body) { $0["error"]?.string }  // not JSON: judged by status
        guard (400...499).contains(response.status), let error else {
            return SpotifyError.unexpectedStatus(response.status, request: "\(request)")
        }
        return switch error {
        case "invalid_grant": refused
        case "invalid_client", "unauthorized_client": OAuthError.invalidClient
        default: OAuthError.rejected(OAuthError.word(error))
        }
    }
}

/// The tokens that the token endpoint returned.
public struct TokenGrant: Sendable {
    /// The access token for the Web API, usually valid for an hour.
    public var accessToken: Secret
    /// The refresh token; `nil` if the previous one stays valid.
    public var refreshToken: Secret?
    /// When the access token expires.
    public var expiresAt: Instant
    /// The scopes that the user granted, separated by spaces; `nil` if the answer does not say.
    public var scopes: String?

    /// Creates a grant.
    public init(accessToken: Secret, refreshToken: Secret?, expiresAt: Instant, scopes: String? = nil) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresAt = expiresAt
        self.scopes = scopes
    }

    fileprivate init(_ answer: TokenDTO, asked: Instant) throws(JSONMismatch) {
        guard !answer.accessToken.isEmpty else { throw .absent("access_token") }
        let lifetime = answer.expiresIn.map { min(max($0, 0), 86_400) } ?? 3600
        self.init(
            accessToken: Secret(answer.accessToken),
            refreshToken: answer.refreshToken.flatMap { $0.isEmpty ? nil : Secret($0) },
            expiresAt: asked + .seconds(lifetime), scopes: answer.scope)
    }
}

/// A successful answer of the token endpoint.
private struct TokenDTO: SpotifyAnswer {
    var accessToken: String
    var refreshToken: String?
    var expiresIn: Int64?
    var scope: String?

    init(_ json: JSONNode) throws(JSONMismatch) {
        accessToken = try json.required("access_token")
        refreshToken = json["refresh_token"]?.string
        expiresIn = json["expires_in"]?.integer
        scope = json["scope"]?.string
    }
}
