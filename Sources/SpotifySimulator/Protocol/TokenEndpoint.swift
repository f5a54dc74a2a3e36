import Synchronization
import Crypto
import Foundation

extension SpotifySimulator {
    /// Refresh tokens end six months after the user authorized, however often they are used.
    static let refreshTokenLifetime = 183 * Moment.day

    /// Exchanges a code or a refresh token for an access token.
    func token(_ incoming: Incoming) -> Answer {
        guard incoming.contentType.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            return .oauthError(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded")
        }
        let isPublic: Bool
        switch client(incoming) {
        case .refused(let answer): return answer
        case .known(let isPublicClient): isPublic = isPublicClient
        }
        switch incoming.form["grant_type"] {
        case "authorization_code": return exchange(incoming.form, isPublic: isPublic)
        case "refresh_token": return refresh(incoming.form, isPublic: isPublic)
        case nil: return .oauthError(400, "unsupported_grant_type", "grant_type parameter is missing")
        default:
            return .oauthError(400, "unsupported_grant_type", "grant_type must be authorization_code or refresh_token")
        }
    }

    private enum Client {
        case known(isPublic: Bool)
        case refused(Answer)
    }

    /// The app that asks: known by the secret in the header, or by the id in the form.
    private func client(_ incoming: Incoming) -> Client {
        guard let authorization = incoming.authorization else {
            guard let id = incoming.form["client_id"], id == options.clientID else {
                return .refused(.oauthError(400, "invalid_client", "Invalid client"))
            }
            return .known(isPublic: true)
        }
        guard authorization.hasPrefix("Basic "), let data = Data(base64Encoded: String(authorization.dropFirst(6)))
        else { return .refused(.oauthError(400, "invalid_client", "Invalid authorization header")) }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
        guard parts.first.map(String.init) == options.clientID else {
            return .refused(.oauthError(400, "invalid_client", "Invalid client"))
        }
        guard let secret = options.clientSecret, parts.count == 2, secret == parts[1] else {
            return .refused(.oauthError(401, "invalid_client", "Invalid client secret"))
        }
        return .known(isPublic: false)
    }

    private func exchange(_ form: [String: String], isPublic: Bool) -> Answer {
        guard let text = form["code"] else { return .oauthError(400, "invalid_request", "code must be supplied") }
        let now = now
        let found = state.withLock { state in
            let code = state.codes[text]
            // A code counts as used even if this exchange fails.
            state.codes[text]?.isUsed = true
            return code
        }
        guard let code = found, !code.isUsed else {
            return .oauthError(400, "invalid_grant", "Invalid authorization code")
        }
        guard code.expiresAt > now else { return .oauthError(400, "invalid_grant", "Authorization code expired") }
        guard form["redirect_uri"] == code.redirectURI else {
            return .oauthError(400, "invalid_grant", "Invalid redirect URI")
        }
        if let challenge = code.challenge {
            guard let verifier = form["code_verifier"] else {
                return .oauthError(400, "invalid_request", "code_verifier required")
            }
            guard Self.isVerifier(verifier) else {
                return .oauthError(400, "invalid_request", "code_verifier must be 43 to 128 unreserved characters")
            }
            guard Base64URL.encode(Data(SHA256.hash(data: Data(verifier.utf8)))) == challenge else {
                return .oauthError(400, "invalid_grant", "code_verifier was incorrect")
            }
        } else if isPublic {
            return .oauthError(400, "invalid_client", "Invalid client secret")
        }
        let fresh = state.withLock { state in
            TokenClaims(
                kind: .refresh, accountID: code.accountID, authorizedAt: now,
                expiresAt: now + Self.refreshTokenLifetime, sequence: state.nextSequence(now: now),
                isPublicClient: isPublic, scope: code.scope)
        }
        return granted(fresh, refreshToken: mint.token(fresh))
    }

    private func refresh(_ form: [String: String], isPublic: Bool) -> Answer {
        guard let text = form["refresh_token"] else {
            return .oauthError(400, "invalid_request", "refresh_token must be supplied")
        }
        guard let claims = mint.claims(text, kind: .refresh), account(claims.accountID) != nil,
            !isPublic || claims.isPublicClient
        else { return .oauthError(400, "invalid_grant", "Invalid refresh token") }
        let now = now
        let refusal: String? = state.withLock { state in
            if let refused = state.refusedRefresh[claims.accountID], claims.sequence <= refused.upTo {
                return refused.reason
            }
            if claims.expiresAt <= now { return "Refresh token expired" }
            guard options.rotatesRefreshTokens else { return nil }
            return state.rotatedAway.insert(claims.sequence).inserted ? nil : "Refresh token revoked"
        }
        if let refusal { return .oauthError(400, "invalid_grant", refusal) }
        guard options.rotatesRefreshTokens else { return granted(claims, refreshToken: nil) }
        var next = claims
        next.sequence = state.withLock { $0.nextSequence(now: now) }
        return granted(next, refreshToken: mint.token(next))
    }

    private func granted(_ refresh: TokenClaims, refreshToken: String?) -> Answer {
        let now = now
        let lifetime = options.accessTokenLifetime.components.seconds
        var access = refresh
        access.kind = .access
        access.expiresAt = now + lifetime * 1000
        access.sequence = state.withLock { $0.nextSequence(now: now) }
        let body: JSON = [
            "access_token": .string(mint.token(access)), "token_type": "Bearer", "expires_in": .int(Int(lifetime)),
            "refresh_token": refreshToken.map { .string($0) } ?? .absent, "scope": .string(refresh.scope),
        ]
        return .json(body, headers: [("cache-control", "no-store")])
    }

    private static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count) && text.unicodeScalars.allSatisfy(Percent.unreserved.contains)
    }
}
