import SiteModel

extension Feed: UserPageKind {
    static func pages(
        of pages: UserPages, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant
    ) throws -> [PlannedPage] {
        let user = pages.user
        guard site.context.hasFeed(of: user), let baseURL = site.context.baseURL else { return [] }
        let marks = site.context.recaps(of: user)
        let periods = periods(marks.map(\.period), today: site.clock(of: user).date(of: now))
        guard !periods.isEmpty else { return [] }
        let versions = Dictionary(uniqueKeysWithValues: marks.map { ($0.period, $0.version) })
        var fingerprint = Fingerprint(of: "feed")
        fingerprint.add("shared", site.shared.fingerprint(ofRecapsOf: user))
        for period in periods {
            fingerprint.add("period", period.code)
            fingerprint.add("version", versions[period] ?? 0)
        }
        let place = PagePlace.file("\(user.username.rawValue)/\(name)")
        return [
            PlannedPage(place: place, fingerprint: fingerprint.digest, expires: false) { buffer, _ in
                let entries = try periods.map { period in
                    guard let (recap, previous) = try site.store.recap(period, of: user.id) else { throw RecapGone() }
                    let data = RecapData(
                        user: user, period: period, stage: .final, recap: recap, previous: previous, links: RecapLinks()
                    )
                    return Entry(
                        period: period, title: "\(user.shownName) · \(data.title)",
                        summary: RecapPage.description(of: data))
                }
                Feed(user: user, site: site.context, baseURL: baseURL).write(entries, to: &buffer)
            }
        ]
    }
}
