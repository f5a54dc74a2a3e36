public import SiteModel

/// The whole site of one store: its pages, and what each is made from.
public struct SitePlan: Sendable {
    let store: Store
    let templates: TemplateFolder
    let clock: WallClock
    let settings: SiteSettings
    let context: PageContext
    let shared: SharedFingerprint
    let publisher: Publisher
    /// Where a shard writes its listing.
    let listingPath: String?

    /// How many ranks of each list a page shows.
    public static let listLength = 20
    /// How many users are read at once: some thousand pages, between two looks at who waits to publish.
    private static let portion = 250

    /// Creates the plan of a site.
    ///
    /// - Parameters:
    ///   - store: Holds the data.
    ///   - settings: What the operator sets.
    ///   - templates: What pages look like.
    ///   - output: The folder of the site, absolute.
    ///   - listing: Where a shard writes its listing, absolute; `nil` writes none.
    ///   - files: The file system; tests use one that fails.
    ///   - clock: Tells the time.
    public init(
        store: Store, settings: SiteSettings, templates: TemplateFolder, output: String,
        listing: String? = nil, files: FileSystem = .live, clock: WallClock
    ) {
        self.store = store
        listingPath = listing
        self.settings = settings
        self.templates = templates
        self.clock = clock
        publisher = Publisher(
            root: output, files: files, manifest: store.manifest(clock), precompression: settings.precompression,
            names: StageNames(store.part))
        let assets = templates.assets.assets.map { ($0.name, $0.path.rawValue) }
        context = PageContext(
            title: settings.title, baseURL: settings.baseURL, assets: Dictionary(uniqueKeysWithValues: assets),
            menu: templates.pages.map { PageContext.MenuItem(name: $0.name, title: $0.title) },
            firstWeekday: settings.weekStart.weekday, companionURL: settings.companionURL,
            recapPages: settings.recapPages, publishesData: settings.publishesData)
        shared = SharedFingerprint(
            templates: templates.digest, assets: templates.assets.digest,
            settings: [
                "site.title": settings.title, "site.baseURL": settings.baseURL,
                "site.weekStart": settings.weekStart.rawValue, "companion.url": settings.companionURL,
                "recap": settings.recapPages.rawValue, "site.data": String(settings.publishesData),
            ],
            precompression: settings.precompression)
    }

    /// The UTC offsets of a user's zone; UTC itself for a zone that this machine no longer knows.
    func clock(of user: User) -> ZoneOffsets { ZoneOffsets(identifier: user.timeZone) ?? .utc }

    /// The fingerprint of a user's profile.
    func fingerprint(of user: User, at now: Instant) -> [UInt8] {
        shared.fingerprint(of: user, today: clock(of: user).date(of: now))
    }

    /// Begins the fingerprint of a page of the site itself.
    func fingerprint(of place: PagePlace) throws -> Fingerprint {
        shared.fingerprint(of: try SitePath(place.path))
    }

    /// The pages of a user: those that are shown, and those in the manifest that nothing renders any more.
    func sources(of pages: UserPages, isNamed: Bool = false, at now: Instant) throws -> [PageSource] {
        try sources(of: pages, pages.isShown ? fingerprint(of: pages.user, at: now) : nil, isNamed: isNamed, at: now)
    }

    /// The pages of a user whose fingerprint is known; `nil` for one who shows none.
    private func sources(
        of pages: UserPages, _ fingerprint: [UInt8]?, isNamed: Bool = false, at now: Instant
    ) throws -> [PageSource] {
        var records = SiteRecords(pages.records)
        var sources: [PageSource] = []
        let basis = PageBasis.user(pages)
        if let fingerprint {
            for kind in PageKinds.ofUsers {
                sources += try kind.pages(of: pages, fingerprint, in: self, at: now).map { page in
                    let path = try SitePath(page.place.path)
                    var source = PageSource(
                        path: path, owner: pages.user.id, fingerprint: page.fingerprint, record: records.claim(path),
                        basis: basis, expires: page.expires, isNamed: isNamed && page.expires,
                        render: page.render)
                    source.continuesPrevious = page.continuesPrevious
                    return source
                }
            }
            sources += formerCards(of: pages, beside: sources, &records, basis, at: now)
        }
        return sources + records.unclaimedPages(basis)
    }

    /// The pages of the site itself, and those in the manifest that no user owns.
    ///
    /// - Parameters:
    ///   - listed: The public users.
    ///   - records: The manifest's entries for pages without a user; unclaimed assets stay in it.
    ///   - now: The present moment.
    /// - Returns: One source per page.
    /// - Throws: ``PublishError`` for a page whose path is malformed.
    func sources(listing listed: ListedUsers, _ records: inout SiteRecords, at now: Instant) throws -> [PageSource] {
        let users = listed.inOrder
        // One for all pages: each lists a few of 100,000 users, but depends on who they are.
        let listing = Listing(users + listed.withoutPage)
        var sources: [PageSource] = []
        for kind in PageKinds.ofSite {
            sources += try kind.pages(listing: users, in: self, at: now).map { page in
                let path = try SitePath(page.place.path)
                return PageSource(
                    path: path, fingerprint: page.fingerprint, record: records.claim(path),
                    basis: .listing(listing), render: page.render)
            }
        }
        return sources + records.unclaimedPages(.files)
    }

    /// The files that pages load.
    func assetSources(_ records: inout SiteRecords) -> [PageSource] {
        templates.assets.sources(precompression: settings.precompression) { records.claim($0) }
    }

    /// Reads all users with their pages in portions, by username.
    ///
    /// While a portion is in use, the next one is read.
    ///
    /// - Parameters:
    ///   - now: The present moment.
    ///   - length: How many users are read at once; what is read does not depend on it.
    ///   - plansPages: Whether the pages are wanted, and not only the public users.
    ///   - build: A build for which fresh pages are only counted; `nil` gives all pages.
    ///   - body: Takes the users of a portion and their pages.
    /// - Returns: The public users.
    /// - Throws: ``StoreError``, ``PublishError``, and what `body` throws.
    func readUsers(
        at now: Instant, portion length: Int = Self.portion, plansPages: Bool = true,
        countingFreshFor build: BuildRun? = nil,
        _ body: ([PlannedUser]) async throws -> Void = { _ in }
    ) async throws -> ListedUsers {
        let isFresh = build?.isFresh
        var listed = ListedUsers()
        var portion = try await store.userPages(after: nil, limit: length)
        while !portion.isEmpty {
            // A short portion is the last one.
            let last = portion.count == length ? portion.last?.user.username.rawValue : nil
            async let next = last == nil ? [] : store.userPages(after: last, limit: length)
            let planned = try await portion.concurrentMap(tasks: 2) { pages in
                let isNeeded = pages.isShown && (plansPages || pages.user.visibility == .public)
                let fingerprint = isNeeded ? fingerprint(of: pages.user, at: now) : nil
                let sources = plansPages ? try sources(of: pages, fingerprint, at: now) : []
                let shown = isFresh.map { isFresh in sources.filter { !isFresh($0) } } ?? sources
                let user = pages.user
                let entry = user.visibility == .public ? fingerprint : nil
                return PlannedUser(
                    username: user.username, pages: shown, fresh: sources.count - shown.count,
                    entry: entry.map {
                        ListedUsers.Entry(user, fingerprint: $0, recaps: context.recaps(of: user))
                    })
            }
            for case let entry? in planned.map(\.entry) { listed.append(entry) }
            try await body(planned)
            portion = try await next
        }
        return listed
    }
}

/// A user whose pages were planned.
struct PlannedUser: Sendable {
    var username: Username
    /// The pages, without those that were only counted.
    var pages: [PageSource]
    /// How many pages were only counted, because they are fresh.
    var fresh: Int
    /// The user in the lists; `nil` for one who is not listed.
    fileprivate var entry: ListedUsers.Entry?
}

extension Store {
    /// The store's page records as the publisher's manifest.
    ///
    /// - Parameter clock: Tells when a page was deleted.
    /// - Returns: The manifest.
    func manifest(_ clock: WallClock) -> PageManifest {
        PageManifest(save: savePages, remove: { try await forgetPages($0, at: clock.now()) })
    }
}
