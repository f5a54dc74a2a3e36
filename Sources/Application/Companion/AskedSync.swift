package import Rendering
package import SiteModel
import SyncRunner

/// How a sync ended that a user asked for in the companion.
package enum AskedSync: Hashable, Sendable {
    /// Spotify was asked, and the page is up to date.
    case synced
    /// Somebody else has synced the user moments ago.
    case upToDate
    /// The user asked not long ago, and may ask again from this moment.
    case tooSoon(until: Instant)
    /// The user has to sign in again.
    case needsReconnect
    /// Spotify wants no requests before this moment.
    case gateClosed(until: Instant)
    /// Another program is at work on the user.
    case busy
    /// Spotify could not be asked, or gave no usable answer.
    case failed(ErrorClass?)

    /// How long a user waits after a success.
    package static let interval: Duration = .hours(1)
    /// How long a user waits after a failure.
    static let pauseAfterFailure: Duration = .minutes(1)
    /// How many failures there may be in an ``interval``.
    static let mostFailures = 5
    /// A user who was synced within this time is up to date.
    static let recent: Duration = .minutes(5)
}

extension Application {
    /// Syncs a user who asked for it, by the same steps as a run, and builds the user's pages.
    ///
    /// Pages that list users follow with ``publishLists()``.
    ///
    /// - Parameter id: The user's key.
    /// - Returns: How it ended.
    /// - Throws: `StoreError`, `LockError`, `KeyFileError`, ``SettingsError``, `PublishError`, `TemplateError`.
    package func syncAsked(by id: Int64) async throws -> AskedSync {
        let store = try store()
        guard let user = try await store.shownUsers([id])[id]?.user else { return .needsReconnect }
        let now = clock.now()
        if let moment = Self.nextAskedSync(
            after: try await store.askedSyncs(of: id, since: now - AskedSync.interval), now)
        {
            return .tooSoon(until: moment)
        }
        if let syncedAt = user.syncedAt, syncedAt <= now, now.since(syncedAt) < AskedSync.recent { return .upToDate }
        guard let credential = try await store.credential(of: id), credential.state == .active else {
            return .needsReconnect
        }
        if let gate = try await store.gate(named: SyncRunner.gateName), gate.holds(at: now) {
            return .gateClosed(until: gate.notBefore)
        }
        let name = user.username.rawValue
        let report = try await sync(store, users: [name], force: true, refreshTop: false, occasion: .asked)
        let outcome = AskedSync(report)
        // Without a request there is nothing new. A program that has just synced the user builds the page itself.
        guard report.requests > 0 else { return outcome == .synced ? .upToDate : outcome }
        // The user may have moved meanwhile, or left.
        guard let present = try await store.shownUsers([id])[id]?.user.username.rawValue else { return outcome }
        _ = try await build(store, .users([present]), priority: .asked)
        return outcome
    }

    /// When a user may ask for a sync again.
    ///
    /// - Parameter id: The user's key.
    /// - Returns: `nil` for now.
    /// - Throws: `StoreError`.
    package func nextAskedSync(of id: Int64) async throws -> Instant? {
        let now = clock.now()
        return Self.nextAskedSync(
            after: try await store().askedSyncs(of: id, since: now - AskedSync.interval), now)
    }

    /// Builds the pages that list users; those of the users are left alone.
    package func publishLists() async throws -> BuildReport {
        try await build(store(), .usersAndLists([]), priority: .asked)
    }

    private static func nextAskedSync(after records: [SyncRecord], _ now: Instant) -> Instant? {
        // A record later than now was written under a clock that was ahead.
        let records = records.filter { $0.at <= now }
        guard let last = records.first else { return nil }
        let next =
            if let success = records.first(where: { $0.outcome == .synced }) {
                success.at + AskedSync.interval
            } else if records.count >= AskedSync.mostFailures {
                records[AskedSync.mostFailures - 1].at + AskedSync.interval
            } else {
                last.at + AskedSync.pauseAfterFailure
            }
        return next > now ? next : nil
    }
}

extension AskedSync {
    fileprivate init(_ report: SyncReport) {
        guard let user = report.users.first else {
            self = .failed(nil)
            return
        }
        switch user.outcome {
        case .synced: self = .synced
        case .needsReconnect: self = .needsReconnect
        case .tooEarly: self = .busy
        case .rateLimited, .gateClosed: self = user.notBefore.map { .gateClosed(until: $0) } ?? .failed(.rateLimited)
        case .failed: self = .failed(user.errorClass)
        }
    }
}
