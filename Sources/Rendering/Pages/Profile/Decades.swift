import SiteModel

extension ProfilePage {
    /// The decades in which the tracks that are played were released.
    struct Decades: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var table: [TableLine]
    }
}

extension ProfilePage.Decades {
    /// How many plays with a known release a chart needs.
    static let leastPlays = 100

    /// Makes the decades; `nil` when the user hides them, and while too few releases are known.
    init?(_ data: ProfileData) {
        guard data.shows(.decades) else { return nil }
        let months = data.shownMonths
        let bars = DecadeBars(of: months)
        // The release of imported plays is not known.
        guard bars.plays >= Self.leastPlays, bars.plays * 2 >= months.reduce(0, { $0 + $1.plays }) else { return nil }
        self.init(bars: bars, sentence: Self.sentence(bars))
    }

    /// The decades with their picture.
    init(bars: DecadeBars, sentence: String) {
        self.init(
            sentence: sentence, picture: bars.picture(description: sentence),
            table: bars.decades.map { entry in
                ProfilePage.TableLine(
                    label: "\(entry.decade)s", value: EnglishText.grouped(entry.plays), share: bars.share(entry.plays))
            })
    }

    /// Names the decade that leads, and how far back plays go, as in `The 2010s lead with 44% of plays`.
    static func sentence(_ bars: DecadeBars) -> String {
        let ranked = bars.decades.sorted { ($1.plays, $1.decade) < ($0.plays, $0.decade) }
        guard let leader = ranked.first else { return "" }
        let reach = bars.decades.last { $0.plays * 100 >= bars.plays } ?? leader
        var text = ""
        if leader.plays * 20 >= bars.plays * 7, leader.plays * 10 >= (ranked.dropFirst().first?.plays ?? 0) * 11 {
            text = "The \(leader.decade)s lead with \(bars.share(leader.plays)) of plays."
        }
        if reach.decade < leader.decade - 10 {
            text += "\(text.isEmpty ? "Plays" : " They") reach back to the \(reach.decade)s."
        }
        return text
    }
}

extension ProfilePage.Decades: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Decades>] {
        [
            .text("sentence", "The decades in words; can be empty.") { $0.sentence },
            .html("picture", "The bars, an SVG.") { $0.picture },
            .list("table", "The plays of each decade, the newest first.") { $0.table },
        ]
    }
}
