import SiteModel

extension ProfilePage {
    /// How many months a page looks back, this one included.
    static let monthCount = 12

    /// The months of the past year, the newest first.
    struct Months: Hashable, Sendable {
        var sentence: String
        var rows: [MonthRow] = []
    }

    /// One month: its most listened to artist and track.
    struct MonthRow: Hashable, Sendable {
        var name: String
        var year: String
        var time: String
        var recap = ""
        var artist: ArtistRow?
        var track: TrackRow?
    }
}

extension ProfileData {
    /// The months that a page shows, oldest first, without those in which nothing was played.
    var shownMonths: [ListeningMonth] {
        let last = LocalMonth(today)
        return listening.months.filter {
            $0.month > last.advanced(by: -ProfilePage.monthCount) && $0.month <= last && $0.plays > 0
        }
    }
}

extension ProfilePage.Months {
    /// Makes the months; `nil` when the user hides them.
    init?(_ data: ProfileData, rows: ProfilePage.ListRows, recaps: [RecapPeriod] = []) {
        guard data.shows(.months) else { return nil }
        let months = data.shownMonths
        guard !months.isEmpty else {
            self.init(sentence: "Each month will leave an artist and a track here.")
            return
        }
        self.init(
            sentence: Self.sentence(months, artists: data.monthArtists),
            rows: months.reversed().map { month in
                ProfilePage.MonthRow(
                    month, recap: recaps.first { $0 == RecapPeriod(month.month) },
                    artist: month.topArtistID.flatMap { data.monthArtists[$0] }.map(rows.row(of:)),
                    track: month.topTrackID.flatMap { data.monthTracks[$0] }.map(rows.row(of:)))
            })
    }

    /// Names the most frequent top artist, as in `Halden Marsh was on top in five of twelve months`.
    ///
    /// Needs six months. It names an artist who was on top three times and more often than any other, or says that no
    /// artist was on top twice.
    static func sentence(_ months: [ListeningMonth], artists: [String: Artist]) -> String {
        guard months.count >= 6 else { return "" }
        let ids = months.compactMap(\.topArtistID)
        let counts = ids.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        if most == 1, ids.count == months.count {
            return
                "\(EnglishText.spelledMonths(months.count).capitalizedFirst) months, and never the same artist on top twice."
        }
        let leaders = counts.filter { $0.value == most }.keys
        guard most >= 3, leaders.count == 1, let name = leaders.first.flatMap({ artists[$0]?.name }) else { return "" }
        let count = EnglishText.spelledMonths(months.count)
        let times = most == months.count ? "every one of \(count)" : "\(EnglishText.spelledMonths(most)) of \(count)"
        return "\(EnglishText.isolated(name)) was on top in \(times) months."
    }
}

extension ProfilePage.MonthRow {
    init(
        _ month: ListeningMonth, recap: RecapPeriod? = nil, artist: ProfilePage.ArtistRow?,
        track: ProfilePage.TrackRow?
    ) {
        let (year, number) = month.month.components
        self.init(
            name: EnglishText.month(number), year: String(year),
            time: ListenedTime(milliseconds: month.listenedMs).words,
            recap: recap.map { $0.folder + "/index.html" } ?? "", artist: artist, track: track)
    }
}

extension ProfilePage.Months: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Months>] {
        [
            .text("sentence", "The months in words, or a kind sentence in their place; can be empty.") { $0.sentence },
            .flag("hasRows", "Whether there is any month.") { !$0.rows.isEmpty },
            .list("rows", "The months of the past year with a play, the newest first.") { $0.rows },
        ]
    }
}

extension ProfilePage.MonthRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.MonthRow>] {
        [
            .text("name", "The month: `November`.") { $0.name },
            .text("year", "Its year: `2026`.") { $0.year },
            .text("time", "The listened time: `41 hours`.") { $0.time },
            .text("recap", "Link to the page of the month; can be empty.") { $0.recap },
            .object("artist", "The artist with the most listened time; missing when no artist is known.") { $0.artist },
            .object("track", "The track with the most listened time.") { $0.track },
        ]
    }
}
