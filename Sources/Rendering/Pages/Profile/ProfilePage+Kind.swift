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
        let page = PlannedPage(
            place: place, fingerprint: card?.fingerprint(ofPage: fingerprint) ?? fingerprint,
            continuesPrevious: card != nil
        ) { buffer, workspace in
            let (data, model) = try made(of: user, fingerprint, in: site, workspace, at: now)
            if user.visibility == .public {
                let line = DirectoryLine(
                    topArtist: data.topArtists[.shortTerm]?.first?.item, data.days, today: data.today,
                    temperament: data.temperament)
                workspace.line = StoredLine(line, fingerprint: fingerprint)
            }
            var shown = model
            if let card { shown.page.show(card, alt: cardWords(of: data), site: site.context) }
            site.templates.page[ProfilePage.self].render(shown, into: &buffer)
        }
        guard let card else { return [page] }
        let picture = card.page { workspace in
            ProfilePage.card(of: try made(of: user, fingerprint, in: site, workspace, at: now).data, site: site.context)
        }
        return [picture, page]
    }

    /// What the page is made from, and the page without its picture for links.
    typealias Made = (data: ProfileData, model: Model)

    /// Reads and makes a profile.
    ///
    /// - Parameters:
    ///   - user: The owner.
    ///   - fingerprint: Of the profile.
    ///   - site: The site.
    ///   - workspace: Keeps the profile for the next file that is made from it.
    ///   - now: The present moment.
    /// - Returns: The profile.
    /// - Throws: ``StoreError``.
    static func made(
        of user: User, _ fingerprint: [UInt8], in site: SitePlan, _ workspace: PageWorkspace, at now: Instant
    ) throws -> Made {
        try workspace.profile(fingerprint) {
            let data = try data(of: user, in: site, workspace, at: now)
            let place = PagePlace.folder(user.username.rawValue)
            let rows = workspace.rows(prefix: place.prefix(in: site.context))
            let model = Model(data, site: site.context, rows: rows) { MarkdownRenderer.render($0, style: .bio) }
            return (data, model)
        }
    }

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
