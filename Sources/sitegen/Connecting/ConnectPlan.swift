import Foundation
import SiteModel
import SyncRunner

/// Whom a connection is for, and what is stored once Spotify has said yes: nothing before.
struct ConnectPlan {
    let username: Username
    /// The user, if there is one of that name already.
    let known: User?
    var timeZone: String?
    var visibility: Visibility?

    /// Asks at a terminal for what a new user needs and nobody said.
    ///
    /// - Parameters:
    ///   - console: Where to ask.
    ///   - siteZone: `site.timeZone`, which stands where nobody says otherwise.
    mutating func ask(_ console: Console, siteZone: String) {
        guard known == nil else { return }
        if console.canAsk {
            if visibility == nil {
                visibility = console.ask("Who may see the page? public, unlisted or private", standard: .private) {
                    Visibility(rawValue: $0)
                }
            }
            if timeZone == nil {
                timeZone = console.ask("Time zone", standard: siteZone) { UserZone.zone($0).map(UserZone.name) }
            }
        }
        visibility = visibility ?? .private
        timeZone = timeZone ?? siteZone
    }

    /// Stores a connection, and the user if it is a new one.
    ///
    /// - Parameters:
    ///   - connection: What Spotify gave.
    ///   - store: Where to.
    ///   - live: For the key and the lock: a run under way holds the old tokens and may store them once more.
    /// - Returns: The name Spotify shows.
    /// - Throws: ``StoreError/accountTaken(username:)`` and the like; a new user is not left behind.
    func store(
        _ connection: Connector.Connection, store: Store, live: Live
    ) async throws -> String? {
        let lock = try await RunLock.takeInTurn(for: live.settings.database, live.console)
        defer { withExtendedLifetime(lock) {} }
        // Read again: a 'rekey' may have come while the user was away in the browser.
        let vault = try await live.vault(store)
        var user: User
        if let known {
            user = known
        } else {
            user = try await store.addUser(
                username, timeZone: timeZone ?? "UTC", visibility: visibility ?? .private, at: connection.authorizedAt)
        }
        do {
            let credential = try vault.credential(
                from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
            try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
        } catch {
            if known == nil { try await store.removeUser(named: username.rawValue) }
            throw error
        }
        if known != nil { try await applyOptions(store, live.clock) }
        return connection.profile.displayName
    }

    /// Options given for a user who was there before are changes like those of `user set`.
    private func applyOptions(_ store: Store, _ clock: WallClock) async throws {
        if let visibility { _ = try await store.updateUser(named: username.rawValue, visibility: visibility) }
        if let timeZone, let zone = UserZone.zone(timeZone), timeZone != known?.timeZone {
            try await store.setTimeZone(ofUserNamed: username.rawValue, to: timeZone, clock: ZoneClock(zone))
            try await PersonalityKeeper(store: store, clock: clock).measureAgain(userNamed: username.rawValue)
        }
    }
}
