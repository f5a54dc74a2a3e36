import SiteModel

extension ProfilePage: UserPageKind, TemplatePage {
    /// The name of the page's template.
    static let templateName = "profile"
    static let summary = "a user's page"

    static func pages(
        of pages: UserPages, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant
    ) throws -> [PlannedPage] {
        let user = pages.user
        let place = PagePlace.folder(user.username.rawValue)
        let card = try site.profileCard(of: pages, at: now)
        let page = PlannedPage(place: place, fingerprint: card?.fingerprint(ofPage: fingerprint) ?? fingerprint) {
            buffer, workspace in
            let data = try data(of: user, in: site, workspace, at: now)
            if user.visibility == .public {
                let line = DirectoryLine(
                    topArtist: data.topArtists[.shortTerm]?.first?.item, data.days, today: data.today,
                    temperament: data.temperament)
                workspace.line = StoredLine(line, fingerprint: fingerprint)
            }
            let rows = workspace.rows(prefix: place.prefix(in: site.context))
            let model = Model(data, site: site.context, rows: rows, card: card) {
                MarkdownRenderer.render($0, style: .bio)
            }
            site.templates.page[ProfilePage.self].render(model, into: &buffer)
        }
        guard let card else { return [page] }
        let picture = card.page { workspace in
            ProfilePage.card(of: try data(of: user, in: site, workspace, at: now), site: site.context)
        }
        return [picture, page]
    }

    /// Reads what the page is made from.
    private static func data(
        of user: User, in site: SitePlan, _ workspace: PageWorkspace, at now: Instant
    ) throws -> ProfileData {
        let clock = site.clock(of: user)
        let today = clock.date(of: now)
        let listening = try site.store.profile(
            of: user.id, from: ProfileData.firstDay(today: today), listLength: SitePlan.listLength,
            music: workspace.music)
        // Removed since the page was judged, by somebody who does not hold the lock.
        guard let listening else { throw StoreError.unknownUser(user.username.rawValue, nearest: nil) }
        return ProfileData(listening, today: today, clock: clock)
    }
}
