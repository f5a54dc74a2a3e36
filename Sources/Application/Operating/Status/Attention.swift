package import SiteModel
import SyncRunner

/// A problem that only a person can solve.
package struct Attention: Hashable, Sendable {
    /// What it is about.
    package enum Kind: String, CaseIterable, Sendable {
        case pages
        case needsReconnect
        case configuration
        case images
        case gateClosed
        case authorizationEnding
        case overdue
    }

    package var kind: Kind
    /// `nil` when it concerns everyone.
    package var user: Username?
    /// What it is, and what to do.
    package var message: String

    /// A closed gate opens by itself; one that stays closed for longer means that the app asks for too much.
    static let longGate: Duration = .hours(6)

    /// Everything that needs a person, by kind, then by user.
    static func all(users: [StatusReport.User], gate: Gate?, at now: Instant) -> [Attention] {
        var found: [Attention] = []
        for user in users where user.connection == .needsReconnect {
            let message = "\(user.username) has to connect again: sitegen connect \(user.username)"
            found.append(Attention(kind: .needsReconnect, user: user.username, message: message))
        }
        found += mistakes(of: users)
        if let gate, gate.notBefore.since(now) > longGate {
            let message =
                "Spotify is not asked before \(gate.notBefore.roundedUpToSeconds) (\(gate.reason.printable)): connect fewer users, "
                + "or raise sync.interval"
            found.append(Attention(kind: .gateClosed, user: nil, message: message))
        }
        for user in users where user.connection == .active {
            guard let term = user.term, term.isEnding(at: now) else { continue }
            let days = term.daysLeft(at: now)
            let end =
                term.endsAt <= now
                ? "has ended" : "ends \(days == 0 ? "today" : days == 1 ? "in 1 day" : "in \(days) days")"
            let message = "the authorization of \(user.username) \(end): sitegen connect \(user.username)"
            found.append(Attention(kind: .authorizationEnding, user: user.username, message: message))
        }
        // While the gate is closed nobody can be synced, and that is said once.
        let told = Set(found.filter { $0.kind == .configuration }.map(\.user))
        for user in users where user.isOverdue && gate == nil && !told.contains(user.username) && !told.contains(nil) {
            let last = user.lastSuccessAt.map { "was last synced \(now.since($0).ago)" } ?? "was never synced"
            let cause = user.isFailing ? " (\(user.lastFailure?.errorWord ?? "failed"))" : "; is cron running?"
            let message = "\(user.username) \(last)\(cause): sitegen sync \(user.username)"
            found.append(Attention(kind: .overdue, user: user.username, message: message))
        }
        return found
    }

    /// Mistakes that only the operator can correct, in the settings or in Spotify's dashboard.
    private static func mistakes(of users: [StatusReport.User]) -> [Attention] {
        let failing = users.filter { $0.isFailing && $0.connection == .active }
        func hasFailed(_ errorClass: ErrorClass) -> Bool {
            failing.contains { $0.lastFailure?.errorClass == errorClass }
        }
        func attention(_ mistake: OperatorMistake, of user: Username? = nil) -> Attention {
            Attention(kind: .configuration, user: user, message: "\(mistake.happening): \(mistake.remedy)")
        }
        var found: [Attention] = []
        if hasFailed(.premiumRequired) { found.append(attention(.premiumRequired)) }
        if hasFailed(.invalidClient) { found.append(attention(.invalidClient)) }
        if hasFailed(.wrongKey) { found.append(attention(.wrongKey())) }
        for user in failing where user.lastFailure?.errorClass == .notRegistered {
            found.append(attention(.notRegistered(user.username.rawValue), of: user.username))
        }
        return found
    }
}

extension Duration {
    /// Roughly how long ago something happened, in words.
    package var ago: String {
        let seconds = max(0, components.seconds)
        return switch seconds {
        case ..<60: "just now"
        case ..<7200: "\(seconds / 60) min ago"
        case ..<172_800: "\(seconds / 3600) h ago"
        default: "\(seconds / 86_400) days ago"
        }
    }
}
