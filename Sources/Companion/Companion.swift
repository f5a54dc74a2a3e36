package import Application
import Logging
import Rendering
import SiteModel
import SyncRunner

/// The web companion of a site: signs users in, and lets each change what is their own.
///
/// It answers requests and does nothing else by itself: what it changes, it changes by the use cases of the application.
package struct Companion: Sendable {
    let site: Application
    let store: Store
    package let address: CompanionAddress
    let pages: AccountPages
    let keeper: SessionKeeper
    let antiForgery: AntiForgery
    let headers: SecurityHeaders
    let work: BackgroundWork
    let lists: RepeatedWork
    let deployments: RepeatedWork
    let exports: RateLimit
    let syncs = UsersAtWork()
    /// How long a browser waits for a sync before it is told that the sync goes on without it.
    let patience: Duration

    var clock: WallClock { site.clock }
    var sessionCookie: CompanionCookie { .session(at: address) }
    var flowCookie: CompanionCookie { .flow(at: address) }

    /// Prepares the companion of a site.
    ///
    /// - Parameters:
    ///   - application: The site, with `site.baseURL` and `spotify.clientID` set.
    ///   - patience: How long a browser waits for a sync.
    /// - Throws: ``SettingsError`` for a setting that is missing or wrong; `KeyFileError`, `StoreError`, `TemplateError`.
    package init(_ application: Application, patience: Duration = .seconds(20)) async throws {
        var site = application
        let store = try application.store()
        site.sharedStore = store
        // Nobody waits ten minutes in front of a browser.
        site.patience = patience
        address = try site.settings.companionAddress()
        let app = try site.spotifyApp()
        // Makes the key file, which sessions need as well as tokens.
        _ = try await site.vault(store)
        pages = try site.accountPages(at: address)
        keeper = SessionKeeper(
            store: store, keyFile: site.settings.secretKeyFile, issuer: address.description, clock: site.clock)
        antiForgery = AntiForgery(address: address, keyFile: site.settings.secretKeyFile)
        headers = SecurityHeaders(accounts: WebOrigin(of: app.accounts.description) ?? address.origin)
        work = BackgroundWork(logger: site.logger)
        let finished = site
        let deployments = RepeatedWork("deploying", work) {
            do {
                try await finished.deploy()
            } catch let error as DeployFailed {
                // At any level of the log: somebody else may still see a hidden page.
                finished.logger.critical("\(error)")
            }
        }
        lists = RepeatedWork("publishing lists", work) {
            // A page that was hidden goes from the copy of the site even if the lists cannot be made.
            defer { deployments.request() }
            _ = try await finished.publishLists()
        }
        self.deployments = deployments
        exports = RateLimit(every: .minutes(1))
        self.site = site
        self.store = store
        self.patience = patience
    }

    /// Brings copies of the site, and pages that list users, up to date after a change.
    func publishSoon() {
        // At once, because a page may have been hidden; and once more after the lists.
        deployments.request()
        lists.request()
    }

    /// The log of the site.
    var logger: Logger { site.logger }

    /// The address of a user's page; `nil` while it is not shown.
    func pageAddress(of user: User) async throws -> String? {
        guard let shown = try await store.shownUsers([user.id])[user.id], shown.isShown,
            let base = site.settings.siteBaseURL
        else { return nil }
        return "\(base)/\(user.username)/"
    }

    /// The address of the site's front page, as seen from the companion.
    var frontPage: String {
        (site.settings.siteBaseURL ?? String(address.description.dropLast("/account/".count))) + "/"
    }
}
