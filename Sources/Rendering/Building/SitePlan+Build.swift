public import SiteModel

extension SitePlan {
    /// The pages that a build judges.
    public enum Scope: Sendable {
        /// All pages that exist or existed.
        case everything
        /// The pages of these users, which are rendered regardless of their state.
        case users([String])
        /// The pages of these users and the pages that list users; used after a change of visibility.
        case usersAndLists([String])
    }

    /// Builds the pages that are not fresh.
    ///
    /// - Parameters:
    ///   - scope: Which pages are judged.
    ///   - rendersAll: Whether fresh pages are rendered too; unchanged bytes are still not written.
    ///   - isDryRun: Whether the build only reports what it would do.
    ///   - priority: Whether a person waits for it.
    ///   - patience: How long to wait for a turn to publish.
    ///   - isOver: Whether the time of the run is over: then no more pages of users are rendered. Hidden pages are still
    ///     deleted, and pages that list users built.
    ///   - progress: Called with the number of users whose pages were judged so far.
    /// - Returns: What was done, including failed pages, which do not stop the others.
    /// - Throws: ``StoreError``, ``PublishError``: what stops the build.
    public func build(
        _ scope: Scope, rendersAll: Bool = false, isDryRun: Bool = false, priority: SiteLocks.Priority = .scheduled,
        patience: Duration = .seconds(600), isOver: @escaping @Sendable () -> Bool = { false },
        progress: @Sendable (_ users: Int) -> Void = { _ in }
    ) async throws -> BuildReport {
        for name in templates.pageNames.sorted() where try await store.hasUser(named: name) {
            throw SiteInputError.pageTakesUser(name)
        }
        let now = clock.now()
        var builder = BuildRun(
            publisher: publisher, turns: turns(priority, patience: patience), maxAge: settings.maxAge,
            rendersAll: rendersAll, isDryRun: isDryRun, now: now)
        builder.isOver = isOver
        do {
            return try await build(scope, with: &builder, at: now, progress)
        } catch {
            builder.abandon()
            throw error
        }
    }

    private func build(
        _ scope: Scope, with builder: inout BuildRun, at now: Instant, _ progress: (_ users: Int) -> Void
    ) async throws -> BuildReport {
        var records = SiteRecords(
            scope.listsUsers
                ? try await store.pageRecordsOfNoUser()
                : try await store.pageRecords(templates.assets.assets.map(\.path.rawValue)))
        try await builder.revalidate(assetSources(&records))
        try await builder.commit()

        let formerListing = listingPath.flatMap(ListingFile.head)
        var listed: ListedUsers
        switch scope {
        case .everything:
            var count = 0
            listed = try await readUsers(at: now, countingFreshFor: builder) { portion in
                try await builder.revalidate(
                    portion.flatMap(\.pages), fresh: portion.reduce(0) { $0 + $1.fresh })
                count += portion.count
                progress(count)
            }
        case .users(let names), .usersAndLists(let names):
            for name in Set(names).sorted() {
                try await builder.revalidate(sources(of: store.userPages(named: name), isNamed: true, at: now))
            }
            guard scope.listsUsers else { return try await builder.finish() }
            // Reading all users takes long: nobody has to wait for what is staged.
            try await builder.commit()
            listed = try await readUsers(at: now, plansPages: false)
        }
        try await builder.commit()
        listed.remove(builder.ownersWithoutPage)
        if case .shard(let shard) = store.part {
            return try await finish(
                shard, listed, records, replacing: formerListing, isWhole: scope.isWhole, with: &builder, at: now)
        }
        var unclaimed = try await revalidate(listing: listed, records, with: &builder, at: now)
        // Users who came or went meanwhile may have nobody else who lists them.
        for _ in 0..<2 where builder.hasStaleLists {
            builder.retryLists()
            listed = try await readUsers(at: now, plansPages: false)
            listed.remove(builder.ownersWithoutPage)
            unclaimed = try await revalidate(listing: listed, records, with: &builder, at: now)
        }
        guard scope.isWhole else { return try await builder.finish() }
        return try await builder.finish(retiring: unclaimed)
    }

    /// Builds the pages of the site itself, and returns the recorded assets that are not in use.
    ///
    /// `records` are those from the start of the build: what was recorded later is in use.
    private func revalidate(
        listing listed: ListedUsers, _ records: SiteRecords, with builder: inout BuildRun, at now: Instant
    ) async throws -> [SitePath] {
        var records = records
        let sources = try sources(listing: listed, &records, at: now)
        let latest = Dictionary(
            uniqueKeysWithValues: try await store.pageRecords(sources.map(\.path.rawValue)).map { ($0.path, $0) })
        try await builder.revalidate(
            sources.compactMap { source in
                var source = source
                source.record = latest[source.path.rawValue]
                return source.fingerprint == nil && source.record == nil ? nil : source
            })
        try await builder.commit()
        return records.unclaimedAssets
    }

    /// What the next build would do about the profile of a user, and why.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func verdict(ofUserNamed name: String) async throws -> PageVerdict {
        let now = clock.now()
        let builder = BuildRun(
            publisher: publisher, turns: turns(.scheduled, patience: .zero), maxAge: settings.maxAge, now: now)
        let path = try SitePath.page(of: name)
        let source = try await sources(of: store.userPages(named: name), at: now).first { $0.path == path }
        return try source.map { try builder.verdict(of: $0) } ?? .hidden
    }
}

extension SitePlan.Scope {
    /// Whether all pages are judged.
    fileprivate var isWhole: Bool {
        if case .everything = self { true } else { false }
    }

    /// Whether the pages that list users, such as the directory and the sitemap, are judged too.
    fileprivate var listsUsers: Bool {
        switch self {
        case .everything, .usersAndLists: true
        case .users: false
        }
    }
}
