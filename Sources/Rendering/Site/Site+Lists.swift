import SiteModel

extension Site {
    /// The directory, the sitemap and `robots.txt`.
    func listSources(_ listed: ListedUsers, _ records: inout SiteRecords, now: Instant) throws -> [PageSource] {
        let users = listed.inOrder
        var sources: [PageSource] = []
        let count = DirectoryPage.partCount(of: users.count)
        for index in 0..<count {
            let shown = Array(users.dropFirst(index * DirectoryPage.length).prefix(DirectoryPage.length))
            let path = try SitePath(DirectoryPage.file(index))
            var fingerprint = ingredients.fingerprint(of: path)
            fingerprint.add("people", users.count)
            for user in shown { fingerprint.add(user.username.rawValue, user.fingerprint) }
            sources.append(
                PageSource(path: path, fingerprint: fingerprint.digest, record: records.claim(path)) { buffer in
                    try await renderDirectory(shown, part: index, of: users.count, now: now, into: &buffer)
                })
        }
        let places =
            (0..<count).map { PagePlace.root(file: DirectoryPage.file($0)) }
            + templates.pages.map { PagePlace.folder($0.name) }
            + users.map { PagePlace.folder($0.username.rawValue) }
        for file in Sitemap.files(places, site: context) + [Sitemap.robots(site: context)] {
            let path = try SitePath(file.path)
            var fingerprint = ingredients.fingerprint(of: path)
            fingerprint.add("contents", Fingerprint.digest(of: file.bytes))
            sources.append(
                PageSource(path: path, fingerprint: fingerprint.digest, record: records.claim(path)) { buffer in
                    buffer.append(verbatim: file.bytes)
                })
        }
        return sources
    }

    /// The pages of the operator, and the answer to addresses at which there is nothing.
    func ownSources(_ records: inout SiteRecords) throws -> [PageSource] {
        var sources: [PageSource] = []
        for page in templates.pages {
            let path = try SitePath.page(of: page.name)
            let model = SitePage.Model(page, site: context) {
                MarkdownRenderer.render($0, style: .page(headingLevelOffset: 0))
            }
            sources.append(
                PageSource(
                    path: path, fingerprint: ingredients.fingerprint(of: path).digest, record: records.claim(path)
                ) {
                    templates.sitePage.render(model, into: &$0)
                })
        }
        let path = try SitePath("404.html")
        let model = NotFoundPage.Model(site: context)
        sources.append(
            PageSource(path: path, fingerprint: ingredients.fingerprint(of: path).digest, record: records.claim(path)) {
                templates.notFound.render(model, into: &$0)
            })
        return sources
    }

    private func renderDirectory(
        _ shown: [ListedUsers.Entry], part: Int, of people: Int, now: Instant, into buffer: inout HTMLBuffer
    ) async throws {
        // A day more than the strip needs: the zones of the users differ by up to a day.
        let firstDay = ZoneClock.utc.date(of: now).advanced(by: -7 * WeekStrip.length - 1)
        let entries = try await store.directoryEntries(of: shown.map(\.id), daysFrom: firstDay)
        let model = DirectoryPage.model(entries, part: part, of: people, site: context) { user in
            zones.clock(of: user).date(of: now)
        }
        templates.directory.render(model, into: &buffer)
    }
}
