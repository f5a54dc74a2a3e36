import SiteModel

extension Sitemap: SitePageKind {
    static func pages(listing users: [ListedUsers.Entry], in site: SitePlan, at now: Instant) throws -> [PlannedPage] {
        let all =
            sitePlaces(people: users.count, in: site) + users.flatMap { places(of: $0.username, years: $0.years) }
        var collector = Collector(of: all.count, site: site.context)
        let files = all.compactMap { collector.add($0) } + collector.finish() + [robots(site: site.context)]
        return try files.map { try page($0, in: site) }
    }

    /// The places that belong to no user.
    static func sitePlaces(people: Int, in site: SitePlan) -> [PagePlace] {
        DirectoryPage.places(of: people) + site.templates.pages.map { .folder($0.name) }
    }

    /// The places of a user; a year leads to its months.
    static func places(of username: Username, years: [Int16]) -> [PagePlace] {
        let folder = username.rawValue
        return [.folder(folder)] + years.map { .folder("\(folder)/\($0)") }
    }

    /// A file of the sitemap as a page.
    static func page(_ file: File, in site: SitePlan) throws -> PlannedPage {
        let place = PagePlace.root(file: file.path)
        var fingerprint = try site.fingerprint(of: place)
        fingerprint.add("contents", Fingerprint.digest(of: file.bytes))
        return PlannedPage(place: place, fingerprint: fingerprint.digest) { buffer, _ in
            buffer.append(verbatim: file.bytes)
        }
    }
}
