import SiteModel

extension ProfilePage: UserPageKind, TemplatePage {
    /// The name of the page's template.
    static let templateName = "profile"
    static let summary = "a user's page"

    static func pages(of user: User, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant) -> [PlannedPage] {
        let place = PagePlace.folder(user.username.rawValue)
        return [
            PlannedPage(place: place, fingerprint: fingerprint) { buffer, workspace in
                let clock = site.clock(of: user)
                let today = clock.date(of: now)
                let listening = try site.store.profile(
                    of: user.id, from: ProfileData.firstDay(today: today), listLength: SitePlan.listLength,
                    music: workspace.music)
                // Removed since the page was judged, by somebody who does not hold the lock.
                guard let listening else { throw StoreError.unknownUser(user.username.rawValue, nearest: nil) }
                if user.visibility == .public {
                    workspace.line = DirectoryLine(
                        topArtist: listening.topArtists[.shortTerm]?.first?.item, listening.days, today: today,
                        temperament: listening.temperament)
                }
                let data = ProfileData(listening, today: today, clock: clock)
                let rows = workspace.rows(prefix: place.prefix(in: site.context))
                let model = Model(data, site: site.context, rows: rows) { MarkdownRenderer.render($0, style: .bio) }
                site.templates.page[ProfilePage.self].render(model, into: &buffer)
            }
        ]
    }
}
