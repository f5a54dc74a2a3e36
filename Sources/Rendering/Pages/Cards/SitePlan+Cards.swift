import SiteModel

/// Which pictures for links a site has.
///
/// A picture is planned from the manifest alone: none is drawn, and no library is loaded, to find that the last one will do.
extension SitePlan {
    /// The picture of a user's profile; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - pages: The user with the manifest's entries.
    ///   - now: The present moment.
    /// - Returns: The picture.
    /// - Throws: ``PublishError`` for a path that is malformed.
    func profileCard(of pages: UserPages, at now: Instant) throws -> PlannedCard? {
        guard settings.images == .all, let cards = cards(of: pages, at: now) else { return nil }
        let user = pages.user
        return try cards.card(
            in: user.username.rawValue, maximumAge: CardShelf.age(of: user), drawnOn: clock(of: user).date(of: now))
    }

    /// The pictures of a user; `nil` on a site that has none.
    func cards(of pages: UserPages, at now: Instant) -> CardShelf? {
        guard settings.images != .none, settings.baseURL != nil else { return nil }
        return CardShelf(basis: cardBasis(of: pages.user), records: pages.records, now: now)
    }

    /// The pictures that were replaced and still say nothing that the user now hides.
    ///
    /// - Parameters:
    ///   - pages: The user with the manifest's entries.
    ///   - sources: The user's pages: a picture goes with its page.
    ///   - records: Entries that no page has claimed.
    ///   - basis: What the pages were judged from.
    ///   - now: The present moment.
    /// - Returns: One source per picture.
    func formerCards(
        of pages: UserPages, beside sources: [PageSource], _ records: inout SiteRecords, _ basis: PageBasis,
        at now: Instant
    ) -> [PageSource] {
        guard let cards = cards(of: pages, at: now), !cards.isEmpty else { return [] }
        let folders = Set(sources.map { PlannedCard.folder(of: $0.path.rawValue) })
        return records.claim { cards.isKept($0, besidePagesIn: folders) }.compactMap { record in
            guard let card = try? PlannedCard(record) else { return nil }  // No version has recorded a malformed path.
            return PageSource(
                path: card.path, owner: record.owner, fingerprint: card.fingerprint, record: record,
                basis: basis, expires: false, isFormer: true
            ) { _, _ in }
        }
    }

    /// What a picture must agree with to be shown at all: whose it is, and what may be seen of it.
    ///
    /// The first part of the fingerprint of every picture. When it changes, all pictures of the user go.
    private func cardBasis(of user: User) -> [UInt8] {
        var basis = Fingerprint(of: "owner of a picture")
        basis.add("username", user.username.rawValue)
        basis.add("name", user.shownName)
        basis.add("account", user.spotifyAccountID)
        basis.add("visibility", user.visibility.rawValue)
        basis.add("hiddenSections", user.hiddenSections.sorted().map(\.rawValue))
        basis.add("site.title", settings.title)
        basis.add("site.images", settings.images.rawValue)
        return basis.digest
    }
}
