public import SiteModel

/// The whole site of one store: which pages there are, what each is made from, and how they get to the output.
public struct Site: Sendable {
    let store: Store
    let templates: TemplateFolder
    let clock: WallClock
    let settings: SiteSettings
    let context: SiteContext
    let ingredients: SiteIngredients
    let zones = ZoneClocks()
    let publisher: Publisher

    /// How many ranks of each list a page shows.
    public static let listLength = 20

    /// Which pages a build looks at.
    public enum Scope: Sendable {
        /// Every page there is or was.
        case everything
        /// The pages of these users, which are rendered whatever their state.
        case users([String])
        /// The pages of these users, and whatever lists users: after a change of who may be seen.
        case usersAndLists([String])
    }

    /// Creates a site.
    ///
    /// - Parameters:
    ///   - store: Where the data is.
    ///   - settings: What the operator sets.
    ///   - templates: What pages look like.
    ///   - output: The folder of the site, absolute.
    ///   - files: The file system; tests pass one that fails.
    ///   - clock: What time it is.
    public init(
        store: Store, settings: SiteSettings, templates: TemplateFolder, output: String, files: FileStore = .live,
        clock: WallClock
    ) {
        self.store = store
        self.settings = settings
        self.templates = templates
        self.clock = clock
        publisher = Publisher(
            root: output, files: files, manifest: store.manifest, precompression: settings.precompression)
        let assets = templates.assets.assets.map { ($0.name, $0.path.rawValue) }
        context = SiteContext(
            title: settings.title, baseURL: settings.baseURL, assets: Dictionary(uniqueKeysWithValues: assets),
            menu: templates.pages.map { SiteContext.MenuItem(name: $0.name, title: $0.title) },
            firstWeekday: settings.weekStart.weekday)
        ingredients = SiteIngredients(
            templates: templates.digest, assets: templates.assets.digest,
            settings: [
                "site.title": settings.title, "site.baseURL": settings.baseURL,
                "site.weekStart": settings.weekStart.rawValue,
            ],
            precompression: settings.precompression)
    }

    /// Builds what is not fresh.
    ///
    /// - Parameters:
    ///   - scope: Which pages.
    ///   - rendersAll: Whether those that are fresh are rendered too; equal bytes are still not written.
    ///   - isDryRun: Only says what would be done.
    ///   - progress: Called with how many pages of how many users were judged, now and then.
    /// - Returns: What was done. A page that failed is in it; the others went on.
    /// - Throws: ``StoreError``, ``PublishError``: what stops the build.
    public func build(
        _ scope: Scope, rendersAll: Bool = false, isDryRun: Bool = false,
        progress: @Sendable (_ users: Int) -> Void = { _ in }
    ) async throws -> BuildReport {
        for name in templates.pageNames.sorted() where try await store.hasUser(named: name) {
            throw SiteInputError.pageTakesUser(name)
        }
        let now = clock.now()
        let options = BuildOptions(maxAge: settings.maxAge, rendersAll: rendersAll, isDryRun: isDryRun)
        var builder = SiteBuilder(publisher: publisher, options: options, now: now)
        var records = SiteRecords(scope.listsUsers ? try await store.recordsBesideUsers() : [])
        if !scope.listsUsers {
            records = SiteRecords(try await store.pageRecords(templates.assets.assets.map(\.path.rawValue)))
        }
        try await builder.revalidate(
            templates.assets.sources(precompression: settings.precompression) { records.claim($0) })
        try await builder.commit()

        switch scope {
        case .everything: break
        case .users(let names), .usersAndLists(let names):
            for name in Set(names).sorted() {
                try await builder.revalidate([profileSource(store.userPage(named: name), isNamed: true, now: now)])
            }
        }
        guard scope.listsUsers else { return try await builder.finish() }

        var listed = ListedUsers()
        var last: String?
        var count = 0
        while true {
            let portion = try await store.userPages(after: last, limit: 1000)
            for page in portion where page.isShown && page.user.visibility == .public {
                listed.append(page.user, fingerprint: fingerprint(of: page.user, at: now))
            }
            if case .everything = scope {
                try await builder.revalidate(portion.map { try profileSource($0, isNamed: false, now: now) })
                count += portion.count
                progress(count)
            }
            last = portion.last?.user.username.rawValue
            if portion.count < 1000 { break }
        }
        try await builder.revalidate(listSources(listed, &records, now: now) + ownSources(&records))
        // What nothing makes any more: pages of users who were removed or renamed, lists that became shorter.
        try await builder.revalidate(records.unclaimedPages)
        if case .everything = scope { return try await builder.finish(retiring: templates.assets) }
        return try await builder.finish()
    }

    /// What the next build would do about the page of a user, and why.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func judgement(ofUserNamed name: String) async throws -> PageJudgement {
        let now = clock.now()
        let builder = SiteBuilder(publisher: publisher, options: BuildOptions(maxAge: settings.maxAge), now: now)
        return try builder.judgement(
            of: profileSource(try await store.userPage(named: name), isNamed: false, now: now))
    }

    func fingerprint(of user: User, at now: Instant) -> [UInt8] {
        ingredients.fingerprint(of: user, today: zones.clock(of: user).date(of: now))
    }

    private func profileSource(_ page: UserPage, isNamed: Bool, now: Instant) throws -> PageSource {
        let user = page.user
        let path = try SitePath.page(of: user.username.rawValue)
        guard page.isShown else { return .hidden(path: path, record: page.record) }
        return PageSource(
            path: path, fingerprint: fingerprint(of: user, at: now), record: page.record, isNamed: isNamed
        ) { buffer in
            try render(user, at: now, into: &buffer)
        }
    }

    private func render(_ user: User, at now: Instant, into buffer: inout HTMLBuffer) throws {
        let clock = zones.clock(of: user)
        let today = clock.date(of: now)
        let listening = try store.profile(
            of: user.id, from: ProfileData.firstDay(today: today), listLength: Self.listLength)
        // Removed since the page was judged, by somebody who does not hold the lock.
        guard let listening else { throw StoreError.unknownUser(user.username.rawValue, nearest: nil) }
        let model = ProfilePage.Model(ProfileData(listening, today: today, clock: clock), site: context) {
            MarkdownRenderer.render($0, style: .bio)
        }
        templates.profile.render(model, into: &buffer)
    }
}

extension Site.Scope {
    /// Whether the directory, the sitemap and the like are looked at too.
    fileprivate var listsUsers: Bool {
        switch self {
        case .everything, .usersAndLists: true
        case .users: false
        }
    }
}

extension Store {
    /// The manifest as the publisher wants it.
    var manifest: PageManifest {
        PageManifest(save: savePages, remove: forgetPages)
    }
}
