import Synchronization

extension SpotifySimulator {
    /// Answers a call of the Web API.
    func webAPI(_ incoming: Incoming) -> Answer {
        guard incoming.route != .other else { return .apiError(404, "Service not found") }
        guard incoming.method == "GET" else { return .apiError(405, "Method not allowed") }
        let claims: TokenClaims
        switch bearer(incoming) {
        case .refused(let answer): return answer
        case .known(let known): claims = known
        }
        guard let account = account(claims.accountID) else { return .apiError(401, "Invalid access token") }
        let (isStranger, ownerHasPremium) = state.withLock { ($0.strangers.contains(account.id), $0.ownerHasPremium) }
        if isStranger { return .text(403, "User not registered in the Developer Dashboard") }
        guard ownerHasPremium else {
            return .apiError(403, "Active premium subscription required for the owner of the app.")
        }
        func allowed(_ scope: String, _ answer: () -> Answer) -> Answer {
            claims.scope.split(separator: " ").contains(scope[...])
                ? answer() : .apiError(403, "Insufficient client scope")
        }
        return switch incoming.route {
        case .me: .json(objects.profile(account))
        case .recentlyPlayed: allowed("user-read-recently-played") { recentlyPlayed(by: account, incoming) }
        case .topArtists, .topTracks: allowed("user-top-read") { topList(of: account, incoming) }
        default: .apiError(404, "Service not found")
        }
    }

    private enum Bearer {
        case known(TokenClaims)
        case refused(Answer)
    }

    private func bearer(_ incoming: Incoming) -> Bearer {
        guard incoming.authorization != nil else { return .refused(.apiError(401, "No token provided")) }
        guard let token = incoming.bearer else {
            return .refused(.apiError(400, "Only valid bearer authentication supported"))
        }
        guard let claims = mint.claims(token, kind: .access) else {
            return .refused(.apiError(401, "Invalid access token"))
        }
        if let refused = state.withLock({ $0.refusedAccess[claims.accountID] }), claims.sequence <= refused.upTo {
            return .refused(.apiError(401, refused.reason))
        }
        guard claims.expiresAt > now else { return .refused(.apiError(401, "The access token expired")) }
        return .known(claims)
    }

    var objects: APIObjects { APIObjects(shape: options.shape, imageBaseURL: options.imageBaseURL) }
}

extension Incoming {
    /// A whole number of the query; `nil` if it is not a number or not in the range.
    func number(_ name: String, in range: ClosedRange<Int>, default standard: Int) -> Int? {
        guard let text = query[name] else { return standard }
        guard let number = Int(text), range.contains(number) else { return nil }
        return number
    }
}
