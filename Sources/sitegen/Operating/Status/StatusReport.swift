import Rendering
import SiteModel
import SyncRunner

/// How the site fares: what `status` says, in whichever form.
struct StatusReport {
    /// One user.
    struct User {
        var username: Username
        var connection: Credential.State?
        /// When the last sync that succeeded ended.
        var lastSuccessAt: Instant?
        var lastFailure: SyncRecord?
        /// Gaps of the last 30 days.
        var gaps: Int
        var gapLength: Duration
        /// `nil` when no account is connected.
        var term: AuthorizationTerm?
        /// How often cron asks about the user.
        var interval: Duration
        /// Not synced for three intervals.
        var isOverdue: Bool

        /// Whether the last attempt failed.
        var isFailing: Bool {
            guard let lastFailure else { return false }
            return lastSuccessAt.map { lastFailure.at > $0 } ?? true
        }
    }

    /// How many pages are in which state, as the next build would find them.
    typealias Pages = [PageState: Int]

    var at: Instant
    var users: [User]
    /// Spotify's stop sign, while it holds.
    var gate: Gate?
    /// `nil` when they could not be judged; then ``attention`` says why.
    var pages: Pages?
    var run: RunLock.Holder?
    /// What needs a person, the most urgent first.
    var attention: [Attention]

    /// Looks at a user.
    static func user(_ status: UserStatus, policy: DuePolicy, at now: Instant) -> User {
        let candidate = status.candidate
        let interval = policy.scheduledInterval(of: candidate, at: now)
        // Who has never been synced is waiting since the account was connected.
        let since = [candidate.user.syncedAt, status.authorizedAt].compactMap(\.self).max()
        return User(
            username: candidate.user.username, connection: candidate.credentialState,
            lastSuccessAt: candidate.user.syncedAt, lastFailure: status.lastFailure, gaps: status.gaps,
            gapLength: status.gapLength, term: status.authorizedAt.map(AuthorizationTerm.init(authorizedAt:)),
            interval: interval,
            isOverdue: candidate.credentialState == .active && since.map { now.since($0) > interval * 3 } == true)
    }
}

extension Live {
    /// How far back gaps are counted.
    private static let gapWindow: Duration = .seconds(30 * 86_400)

    /// Looks at everything, and changes nothing.
    func status(_ store: Store) async throws -> StatusReport {
        let now = clock.now()
        let policy = DuePolicy(settings.sync)
        let users = try await store.userStatuses(gapsSince: now - Self.gapWindow)
            .map { StatusReport.user($0, policy: policy, at: now) }
        let gate = try await store.gate(named: SyncRunner.gateName).flatMap { $0.holds(at: now) ? $0 : nil }
        var attention = Attention.all(users: users, gate: gate, at: now)
        var aboutPages = Attention.pages(stillShown: try await hiddenPages(store).remaining())
        var pages: StatusReport.Pages?
        do {
            let build = try await site(store).build(.everything, isDryRun: true)
            pages = build.statePages
            aboutPages += Attention.pages(build)
        } catch let error where error is TemplateError || error is SiteInputError || error is PublishError {
            aboutPages.append(Attention(kind: .pages, user: nil, message: "pages cannot be built: \(error)"))
        }
        attention = aboutPages + attention
        return StatusReport(
            at: now, users: users, gate: gate, pages: pages, run: RunLock.holder(of: settings.database),
            attention: attention)
    }
}

extension BuildReport {
    /// What a dry run found, by state.
    fileprivate var statePages: StatusReport.Pages {
        var count: StatusReport.Pages = [.fresh: fresh]
        for page in pages { count[page.state, default: 0] += 1 }
        return count
    }
}
