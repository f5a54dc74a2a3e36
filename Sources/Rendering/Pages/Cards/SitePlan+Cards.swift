import ShareImages
import SiteModel

/// Which pictures for links a site has.
///
/// A picture is planned from the manifest alone: none is drawn, and no library is loaded, to find that the last one will do.
extension SitePlan {
    /// How long a replaced picture stays, because those who read links keep its address.
    private static let keepsFormer: Duration = .days(40)

    /// The picture of a user's profile; `nil` when there is none.
    ///
    /// A new one after a week or two, by the user, so that not all are drawn in one run. It has a name of its own, and those who
    /// read links do not look again sooner.
    ///
    /// - Parameters:
    ///   - pages: The user with the manifest's entries.
    ///   - now: The present moment.
    /// - Returns: The picture.
    /// - Throws: ``PublishError`` for a path that is malformed.
    func profileCard(of pages: UserPages, at now: Instant) throws -> PlannedCard? {
        guard settings.images == .all else { return nil }
        let user = pages.user
        return try card(
            of: pages, in: user.username.rawValue, at: now, maximumAge: .days(7 + user.id % 7)
        ) { $0.add("drawnOn", clock(of: user).date(of: now).dayNumber) }
    }

    /// The picture of a page: the last one that was drawn if it may still be shown, or else a new one.
    ///
    /// - Parameters:
    ///   - pages: The user with the manifest's entries.
    ///   - folder: The folder of the page.
    ///   - version: Of what else is shown; a picture of another version is replaced at once.
    ///   - now: The present moment.
    ///   - maximumAge: When it is replaced in any case; `nil` for never.
    ///   - stamp: Adds what the name of a new picture depends on.
    /// - Returns: The picture; `nil` when none can be drawn.
    /// - Throws: ``PublishError`` for a path that is malformed.
    func card(
        of pages: UserPages, in folder: String, version: [UInt8] = [], at now: Instant, maximumAge: Duration? = nil,
        stamp: (inout Fingerprint) -> Void = { _ in }
    ) throws -> PlannedCard? {
        guard settings.images != .none, settings.baseURL != nil else { return nil }
        let basis = cardBasis(of: pages.user) + version
        let last = pages.records
            .filter { PlannedCard.isCard($0.path, in: folder) && $0.fingerprint.starts(with: basis) }
            .max { ($0.renderedAt, $0.path) < ($1.renderedAt, $1.path) }
        if let last, last.renderedAt <= now, maximumAge.map({ now.since(last.renderedAt) < $0 }) ?? true {
            return try PlannedCard(last)
        }
        guard case .ready(let versions) = DrawingTools.found else { return try last.map(PlannedCard.init) }
        var drawnFrom = Fingerprint(of: "picture")
        stamp(&drawnFrom)
        drawnFrom.add("tools", versions)
        return try PlannedCard(in: folder, fingerprint: basis + drawnFrom.digest)
    }

    /// The pictures that were replaced and still say nothing that the user now hides.
    func formerCards(of pages: UserPages, _ records: inout SiteRecords, at now: Instant) -> [PageSource] {
        guard settings.images != .none, pages.records.contains(where: { PlannedCard.isCard($0.path) }) else {
            return []
        }
        let basis = cardBasis(of: pages.user)
        let kept = records.claim { record in
            PlannedCard.isCard(record.path) && record.fingerprint.starts(with: basis)
                && now.since(record.renderedAt) < Self.keepsFormer
        }
        return kept.compactMap { record in
            guard let card = try? PlannedCard(record) else { return nil }  // No version has recorded a malformed path.
            return PageSource(
                path: card.path, owner: record.owner, fingerprint: card.fingerprint, record: record,
                basis: .user(pages), expires: false, isFormer: true
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
        return basis.digest
    }
}
