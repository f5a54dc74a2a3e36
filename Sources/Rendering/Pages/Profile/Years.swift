import SiteModel

extension ProfilePage {
    /// The totals of each year.
    struct YearTotals: Hashable, Sendable {
        var sentence: String
        var rows: [YearRow]
    }

    /// The totals of one year.
    struct YearRow: Hashable, Sendable {
        var year: Int
        var link: String
        var time: String
        var plays: String
    }

    /// The albums of the newest year; `nil` where they are not known, or if the user hides tracks or recaps.
    static func albums(of data: ProfileData, prefix: String) -> RecapPage.List? {
        guard data.shows(.tracks), data.shows(.recap) else { return nil }
        let isOver = data.yearOfAlbums < data.today.components.year
        return RecapPage.Rows(prefix: prefix)
            .list("Albums of \(data.yearOfAlbums)\(isOver ? "" : " so far")", data.albums)
    }
}

extension ProfilePage.YearTotals {
    /// Makes the totals; `nil` before the second year, and if the user hides facts or recaps.
    ///
    /// - Parameters:
    ///   - data: The user's data.
    ///   - recaps: The recaps that have a page.
    init?(_ data: ProfileData, recaps: [RecapPeriod]) {
        guard data.shows(.facts), data.shows(.recap), data.years.count > 1,
            let most = data.years.max(by: { $0.listenedMs < $1.listenedMs })
        else { return nil }
        self.init(
            sentence: "\(most.year) has the most: \(ListenedTime(milliseconds: most.listenedMs).words).",
            rows: data.years.reversed().map { year in
                let recap = recaps.first { $0 == RecapPeriod(year: year.year) }
                return ProfilePage.YearRow(
                    year: year.year, link: recap.map { $0.folder + "/index.html" } ?? "",
                    time: ListenedTime(milliseconds: year.listenedMs).words, plays: EnglishText.grouped(year.plays))
            })
    }
}

extension ProfilePage.YearTotals: TemplateModel {
    static var fields: [TemplateField<ProfilePage.YearTotals>] {
        [
            .text("sentence", "Which year has the most.") { $0.sentence },
            .list("rows", "The years, the newest first.") { $0.rows },
        ]
    }
}

extension ProfilePage.YearRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.YearRow>] {
        [
            .number("year", "The year: `2026`.") { $0.year },
            .text("link", "Link to its page; can be empty.") { $0.link },
            .text("time", "The listened time: `412 hours`.") { $0.time },
            .text("plays", "How many plays: `8,201`.") { $0.plays },
        ]
    }
}
