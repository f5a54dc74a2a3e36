import Foundation
package import Logging
import Rendering
package import SiteModel

/// One site with its settings: everything that a command, or another program, can do with it.
///
/// Each use case is a method that returns a value or a report. None prints, asks, reads the environment, or looks at the
/// clock by itself.
package struct Application: Sendable {
    /// The settings of the site.
    package var settings: Settings
    /// The working folder, absolute.
    package let folder: String
    /// The program's own templates; `nil` when they were not found.
    package let builtInTemplates: String?
    /// The time.
    package let clock: WallClock
    /// The log.
    package let logger: Logger
    /// Told about the progress of long work.
    package var observer: Observer
    /// The open store of a program that goes on for long; `nil` opens it for each use case.
    package var sharedStore: Store?
    /// How long a change waits for another program that is at work on the same user.
    package var patience: Duration = .minutes(10)
    /// How long Spotify may take for the two requests of a sign-in in the browser; the web server in front gives up after
    /// 30 seconds.
    package var signInPatience: Duration = .seconds(20)

    /// Creates an application.
    ///
    /// - Throws: ``SettingsError`` if a private file lies in the output folder.
    package init(
        settings: Settings, folder: String, builtInTemplates: String?, clock: WallClock,
        logger: Logger = Logger(label: "sitegen", factory: { _ in SwiftLogNoOpLogHandler() }),
        observer: Observer = Observer()
    ) throws(SettingsError) {
        self.settings = settings
        self.folder = folder
        self.builtInTemplates = builtInTemplates
        self.clock = clock
        self.logger = logger
        self.observer = observer
        try checkLayout()
    }

    /// Opens the store, and creates it if there is none.
    ///
    /// - Throws: `StoreError`, also for a store of another part of the site than the settings say.
    package func store() throws -> Store {
        if let sharedStore { return sharedStore }
        var store = try Store.open(path: settings.database)
        if let part = settings.part { try store.take(part) }
        return store
    }

    /// Opens an existing store.
    ///
    /// - Throws: ``OperatingError/noDatabase(path:)``: an empty database would be taken for the intended one.
    package func presentStore() throws -> Store {
        try requireDatabase()
        return try store()
    }

    /// Requires that there is a database, for what is of no use without users.
    ///
    /// - Throws: ``OperatingError/noDatabase(path:)``.
    func requireDatabase() throws {
        guard FileManager.default.fileExists(atPath: settings.database) else {
            throw OperatingError.noDatabase(path: settings.database)
        }
    }

    /// The templates' folder: as set, or beside the settings, or else the program's own.
    package func templateFolder() -> String {
        if let folder = settings.templates { return folder }
        let beside = (settings.file?.parentFolder ?? folder) + "/templates"
        // A folder of the operator's own always counts: a file that is missing in it is an error, not the stock page.
        if FileManager.default.fileExists(atPath: beside) { return beside }
        return builtInTemplates ?? beside
    }

    /// The site as it is built from a store.
    func site(_ store: Store, templates: TemplateFolder? = nil) throws -> SitePlan {
        SitePlan(
            store: store, settings: settings.site,
            templates: try templates ?? TemplateFolder(path: templateFolder()), output: settings.output,
            listing: settings.listing, clock: clock)
    }

    /// Deletes pages without needing templates.
    func hiddenPages(_ store: Store) -> HiddenPages {
        HiddenPages(store: store, output: settings.output, precompression: settings.precompression, clock: clock)
    }

    /// Deletes hidden pages, and the pages of some users.
    ///
    /// - Parameters:
    ///   - users: Usernames, also former ones, whose pages are deleted in any case.
    ///   - store: The store.
    /// - Returns: The pages that could not be deleted; the others were.
    /// - Throws: `StoreError`.
    func deleteHiddenPages(of users: [String] = [], _ store: Store) async throws -> (any Error)? {
        let pages = hiddenPages(store)
        var problem: (any Error)?
        var hidden = Set(users)
        do {
            try await pages.delete(ofUsers: users)
        } catch let error where error is PublishError || error is LockError {
            problem = error
        }
        do {
            hidden.formUnion(try await pages.delete().compactMap { $0.split(separator: "/").first.map(String.init) })
        } catch let error as PublishError {
            problem = problem ?? error
        }
        do {
            // Without needing templates, too.
            try await pages.unlist(hidden, at: settings.listing)
        } catch let error as ListingError {
            problem = problem ?? error
        }
        return problem
    }

    /// The folder name of a new user, checked against the site's own pages and against the shard.
    ///
    /// - Throws: `UsernameError`; `StoreError.elsewhere` for a name that belongs to another shard.
    package func newUsername(_ name: String, _ store: Store) throws -> Username {
        let username = try Username(name, pages: TemplateFolder.pageNames(in: templateFolder()))
        try store.requireHome(of: username)
        return username
    }
}
