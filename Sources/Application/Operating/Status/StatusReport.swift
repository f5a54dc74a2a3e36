package import Rendering
package import SiteModel
import SyncRunner

/// The health of the site.
package struct StatusReport: Sendable {
    /// One user.
    package struct User: Sendable {
        package var username: Username
        package var connection: Credential.State?
        /// When the last sync that succeeded ended.
        package var lastSuccessAt: Instant?
        package var lastFailure: SyncRecord?
        /// Gaps of the last 30 days.
        package var gaps: Int
        package var gapLength: Duration
        /// `nil` when no account is connected.
        package var term: AuthorizationTerm?
        /// How often a scheduled run asks for the user's plays.
        package var interval: Duration
        /// Not synced for three intervals.
        package var isOverdue: Bool

        /// Whether the last attempt failed.
        package var isFailing: Bool {
            guard let lastFailure else { return false }
            return lastSuccessAt.map { lastFailure.at > $0 } ?? true
        }
    }

    /// How many pages are in which state, as the next build would find them.
    package typealias Pages = [PageState: Int]

    package var at: Instant
    package var users: [User]
    /// Spotify's stop sign, while it holds.
    package var gate: Gate?
    /// `nil` if the pages could not be judged; ``attention`` then says why.
    package var pages: Pages?
    package var run: RunLock.Holder?
    package var images: Images
    /// What needs a person, the most urgent first.
    package var attention: [Attention]

    /// The status of one user.
    static func user(_ status: UserStatus, policy: DuePolicy, at now: Instant) -> User {
        let candidate = status.candidate
        let interval = policy.scheduledInterval(of: candidate, at: now)
        // A user who was never synced has been waiting since the account was connected.
        let since = [candidate.user.syncedAt, status.authorizedAt].compactMap(\.self).max()
        return User(
            username: candidate.user.username, connection: candidate.credentialState,
            lastSuccessAt: candidate.user.syncedAt, lastFailure: status.lastFailure, gaps: status.gaps,
            gapLength: status.gapLength, term: status.authorizedAt.map(AuthorizationTerm.init(authorizedAt:)),
            interval: interval,
            isOverdue: candidate.credentialState == .active && since.map { now.since($0) > interval * 3 } == true)
    }
}

extension Application {
    /// How far back gaps are counted.
    private static let gapWindow: Duration = .days(30)

    /// Looks at everything, and changes nothing.
    ///
    /// - Throws: `StoreError`, ``OperatingError/noDatabase(path:)``.
    package func status() async throws -> StatusReport {
        let store = try presentStore()
        let now = clock.now()
        let policy = DuePolicy(settings.sync)
        let users = try await store.userStatuses(gapsSince: now - Self.gapWindow)
            .map { StatusReport.user($0, policy: policy, at: now) }
        let gate = try await store.gate(named: SyncRunner.gateName).flatMap { $0.holds(at: now) ? $0 : nil }
        var attention = Attention.all(users: users, gate: gate, at: now)
        var aboutPages = Attention.pages(stillShown: try await hiddenPages(store).remaining())
        var pages: StatusReport.Pages?
        pages: do {
            try await requireOwnOutput(store)
            // The lists are judged by listings, which only 'sitegen lists' knows.
            guard store.part != .lists else { break pages }
            let build = try await site(store).build(.everything, isDryRun: true)
            pages = build.statePages
            aboutPages += Attention.pages(build)
        } catch let error
            where error is TemplateError || error is SiteInputError || error is PublishError
            || error is OperatingError
        {
            aboutPages.append(Attention(kind: .pages, user: nil, message: "pages cannot be built: \(error)"))
        }
        let images = try await images(store)
        attention = aboutPages + attention + Attention.images(images, areAskedFor: settings.siteImages != nil)
        return StatusReport(
            at: now, users: users, gate: gate, pages: pages, run: RunLock.holder(of: settings.database),
            images: images, attention: attention)
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
