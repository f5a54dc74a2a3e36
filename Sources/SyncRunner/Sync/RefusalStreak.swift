/// Distinguishes users who revoked their access from a token endpoint that refuses everyone.
///
/// Users are judged in the order of the report, not in the order of finishing: the same answers give the same result.
struct RefusalStreak {
    /// What a run learned about a user's refresh token.
    enum Sign: Hashable, Sendable {
        /// Spotify served the user.
        case accepted
        /// The refresh token was refused.
        case refused
        /// It was refused, and its six months are over, which explains the refusal.
        case refusedByAge
        /// Nothing: the user was not synced, or something else failed first.
        case none
    }

    /// This many consecutive refusals count as an outage.
    static let outage = 3

    /// Whether the refusals look like an outage; then no user is marked.
    static func isOutage(_ signs: some Sequence<Sign>) -> Bool {
        var row = 0
        for sign in signs {
            switch sign {
            case .accepted: row = 0
            case .refused: row += 1
            case .refusedByAge, .none: continue
            }
            if row == outage { return true }
        }
        return false
    }
}
