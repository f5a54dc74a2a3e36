import SiteModel

extension RecapPage: UserPageKind, TemplatePage {
    /// The name of the page's template.
    static let templateName = "recap"
    static let summary = "a user's year or month"

    static func pages(
        of pages: UserPages, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant
    ) throws -> [PlannedPage] {
        let user = pages.user
        let marks = site.context.recaps(of: user)
        guard !marks.isEmpty else { return [] }
        let today = site.clock(of: user).date(of: now)
        let shelf = RecapShelf(marks.map(\.period))
        let versions = Dictionary(uniqueKeysWithValues: marks.map { ($0.period, $0.version) })
        let shared = site.shared.fingerprint(ofRecapsOf: user)
        let cards = site.cards(of: pages, at: now)
        return try marks.flatMap { mark -> [PlannedPage] in
            let period = mark.period
            let stage = RecapStage(of: period, today: today)
            var fingerprint = Fingerprint(of: "recap")
            fingerprint.add("shared", shared)
            fingerprint.add("period", period.code)
            fingerprint.add("stage", stage.rawValue)
            fingerprint.add("version", mark.version)
            fingerprint.add("previous", versions[period.previous] ?? 0)
            fingerprint.add("shelf", shelf.links(of: period).bytes)
            let read = { @Sendable () throws -> RecapData in
                guard let (recap, previous) = try site.store.recap(period, of: user.id) else { throw RecapGone() }
                return RecapData(
                    user: user, period: period, stage: stage, recap: recap, previous: previous,
                    links: shelf.links(of: period))
            }
            let pictures = try cards.map { try Pictures(of: mark, stage, user, on: $0, today: today) } ?? Pictures()
            let page = PlannedPage(
                place: RecapPage.place(of: period, user), fingerprint: pictures.fingerprint(ofPage: fingerprint.digest),
                expires: false
            ) { buffer, _ in
                let model = Model(try read(), site: site.context, pictures: pictures)
                site.templates.page[RecapPage.self].render(model, into: &buffer)
            }
            return pictures.pages { format in RecapPage.card(of: try read(), format, site: site.context) } + [page]
        }
    }

    /// Where a recap is: `ada/2026`, `ada/2026/11`.
    static func place(of period: RecapPeriod, _ user: User) -> PagePlace {
        .folder("\(user.username.rawValue)/\(period.folder)")
    }
}

/// Another program has taken the recap away since the page was judged.
struct RecapGone: Error, CustomStringConvertible {
    var description: String { "there is too little to tell any more; the next build takes the page down" }
}

extension PageContext {
    /// The recaps of a user that have a page, by period.
    ///
    /// Who hides what each month had on the profile has no pages of months either.
    func recaps(of user: User) -> [RecapMarks.Mark] {
        let hidden = user.hiddenSections
        guard recapPages != .none, !user.recaps.isEmpty, !hidden.contains(.recap) else { return [] }
        return recapPages == .months && !hidden.contains(.months)
            ? user.recaps.all : user.recaps.all.filter(\.period.isYear)
    }
}
