import SiteModel

/// The lists of a site whose users are in several shards.
extension SitePlan {
    /// How many pages that list users are judged at once.
    private static let batch = 64

    /// How long an asset stays after it is not in use any more: a copy of the site elsewhere may be behind.
    private static let assetPatience = Duration.days(2)

    /// Checks that listings are those of all shards.
    ///
    /// - Parameter paths: The listings.
    /// - Throws: ``ListingError``.
    public static func checkListings(_ paths: [String]) throws { _ = try Listings(paths) }

    /// Builds all files that belong to no user, from the listings of all shards: the directory, the sitemap, texts and assets.
    ///
    /// An asset that is not in use any more is deleted after two days, when no listing names it.
    ///
    /// - Parameters:
    ///   - paths: The listings, one a shard.
    ///   - rendersAll: Whether fresh pages are rendered too.
    /// - Returns: What was done.
    /// - Throws: ``ListingError`` with nothing changed; ``StoreError``, ``PublishError``: what stops the build.
    public func buildLists(from paths: [String], rendersAll: Bool = false) async throws -> BuildReport {
        var listings = try Listings(paths)
        let now = clock.now()
        var builder = BuildRun(
            publisher: publisher, turns: turns(.scheduled, patience: .minutes(10)), maxAge: settings.maxAge,
            rendersAll: rendersAll, now: now)
        do {
            var records = SiteRecords(try await store.pageRecordsOfNoUser())
            try await builder.revalidate(assetSources(&records))
            try await builder.commit()
            try await revalidate(&listings, &records, with: &builder)
            let others = try PageKinds.ofNobody.flatMap { try $0.pages(listing: [], in: self, at: now) }
            try await builder.revalidate(try others.map { try source($0, &records) } + records.unclaimedPages(.files))
            let unused = records.claim {
                $0.path.hasPrefix("assets/") && now.since($0.checkedAt) > Self.assetPatience
                    && !listings.assets.contains($0.path)
            }
            return try await builder.finish(retiring: try unused.map { try SitePath($0.path) })
        } catch {
            builder.abandon()
            throw error
        }
    }

    /// Builds the pages that list users.
    private func revalidate(
        _ listings: inout Listings, _ records: inout SiteRecords, with builder: inout BuildRun
    ) async throws {
        let places = Sitemap.sitePlaces(people: listings.people, in: self)
        var sitemap = Sitemap.Collector(of: places.count + listings.people + listings.years, site: context)
        var pages = try places.compactMap { sitemap.add($0) }.map { try Sitemap.page($0, in: self) }
        for part in 0..<DirectoryPage.partCount(of: listings.people) {
            let users = try listings.next(DirectoryPage.length)
            let people = users.map(\.person)
            let listed = users.map { ($0.username, $0.fingerprint) }
            pages.append(try DirectoryPage.page(part, of: listings.people, listing: listed, in: self) { people })
            for user in users {
                for place in Sitemap.places(of: user.username, years: user.years) {
                    if let file = sitemap.add(place) { pages.append(try Sitemap.page(file, in: self)) }
                }
            }
            guard pages.count >= Self.batch else { continue }
            try await builder.revalidate(try pages.map { try source($0, &records) })
            pages = []
        }
        pages += try (sitemap.finish() + [Sitemap.robots(site: context)]).map { try Sitemap.page($0, in: self) }
        try await builder.revalidate(try pages.map { try source($0, &records) })
    }

    private func source(_ page: PlannedPage, _ records: inout SiteRecords) throws -> PageSource {
        let path = try SitePath(page.place.path)
        return PageSource(
            path: path, fingerprint: page.fingerprint, record: records.claim(path), render: page.render)
    }
}
