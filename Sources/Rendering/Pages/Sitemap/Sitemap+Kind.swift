import SiteModel

extension Sitemap: SitePageKind {
    static func pages(listing users: [ListedUsers.Entry], in site: SitePlan, at now: Instant) throws -> [PlannedPage] {
        let places =
            DirectoryPage.places(of: users.count) + site.templates.pages.map { .folder($0.name) }
            + users.flatMap { user -> [PagePlace] in
                // A year leads to its months.
                let folder = user.username.rawValue
                return [.folder(folder)] + user.years.map { .folder("\(folder)/\($0)") }
            }
        return try (files(places, site: site.context) + [robots(site: site.context)]).map { file in
            let place = PagePlace.root(file: file.path)
            var fingerprint = try site.fingerprint(of: place)
            fingerprint.add("contents", Fingerprint.digest(of: file.bytes))
            return PlannedPage(place: place, fingerprint: fingerprint.digest) { buffer, _ in
                buffer.append(verbatim: file.bytes)
            }
        }
    }
}
