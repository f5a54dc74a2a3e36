/// Tells users who revoked their access from a token endpoint that refuses everybody.
///
/// Users are looked at in the order of the report, whoever finished first: the same answers give the same judgement.
struct RefusalStreak {
    /// What a run learned about a user's refresh token.
    enum Sign: Hashable, Sendable {
        /// Spotify served the user.
        case accepted
        /// The refresh token was refused.
        case refused
        /// It was refused, and its six months are over, which is reason enough.
        case refusedByAge
        /// Nothing: the user was not asked about, or something else failed first.
        case none
    }

    /// So many refusals in a row are no coincidence.
    static let outage = 3

    /// Whether the refusals look like an outage: then nobody is marked.
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
