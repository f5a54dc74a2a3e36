import SiteModel

extension ProfilePage {
    /// How many months a page looks back, this one included.
    static let monthCount = 12
}

extension ProfileData {
    /// The months that a page shows, oldest first, without those in which nothing was played.
    fileprivate var shownMonths: [ListeningMonth] {
        let last = LocalMonth(today)
        return months.filter {
            $0.month > last.advanced(by: -ProfilePage.monthCount) && $0.month <= last && $0.plays > 0
        }
    }
}

extension ProfilePage.Months {
    /// Makes the months; `nil` when the user hides them.
    ///
    /// `prefix` leads from the page to the top of the output.
    init?(_ data: ProfileData, prefix: String) {
        guard data.shows(.months) else { return nil }
        let months = data.shownMonths
        guard !months.isEmpty else {
            self.init(sentence: "Each month will leave an artist and a track here.", rows: [])
            return
        }
        self.init(
            sentence: Self.sentence(months, artists: data.monthArtists),
            rows: months.reversed().map { month in
                ProfilePage.MonthRow(
                    month, artist: month.topArtistID.flatMap { data.monthArtists[$0] },
                    track: month.topTrackID.flatMap { data.monthTracks[$0] }, prefix: prefix)
            })
    }

    /// Names who was on top most, as in `Halden Marsh was on top in five of twelve months`.
    ///
    /// Said from six months on: of someone who was there three times and more often than anybody else, or of nobody
    /// who was there twice.
    static func sentence(_ months: [ListeningMonth], artists: [String: Artist]) -> String {
        guard months.count >= 6 else { return "" }
        let ids = months.compactMap(\.topArtistID)
        let counts = ids.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        if most == 1, ids.count == months.count {
            return
                "\(Figures.spelledMonths(months.count).capitalizedFirst) months, and never the same artist on top twice."
        }
        let leaders = counts.filter { $0.value == most }.keys
        guard most >= 3, leaders.count == 1, let name = leaders.first.flatMap({ artists[$0]?.name }) else { return "" }
        let count = Figures.spelledMonths(months.count)
        let times = most == months.count ? "every one of \(count)" : "\(Figures.spelledMonths(most)) of \(count)"
        return "\(Figures.isolated(name)) was on top in \(times) months."
    }
}

extension ProfilePage.MonthRow {
    init(_ month: ListeningMonth, artist: Artist?, track: Track?, prefix: String) {
        let (year, number) = month.month.components
        self.init(
            name: Figures.month(number), year: String(year), time: ListenedTime(milliseconds: month.listenedMs).words,
            artist: artist.map {
                ProfilePage.ArtistRow(TopArtist(rank: 1, item: $0), showsMove: false, prefix: prefix)
            },
            track: track.map { ProfilePage.TrackRow(TopTrack(rank: 1, item: $0), showsMove: false, prefix: prefix) })
    }
}

extension ProfilePage.Discoveries {
    /// So long everything is new: nothing is said of months that begin sooner after the first play.
    static let daysOfHistory = 90
    /// How many months a chart needs.
    static let leastMonths = 3

    /// Makes the new artists; `nil` when the user hides them.
    init?(_ data: ProfileData) {
        guard data.shows(.discoveries) else { return nil }
        let months = Self.months(data)
        guard months.count >= Self.leastMonths, months.contains(where: { $0.count > 0 }) else {
            self.init(
                sentence: "In the first months every artist is new; after that, this tells which ones are.",
                picture: .empty, table: [])
            return
        }
        let sentence = Self.sentence(months)
        self.init(
            sentence: sentence, picture: MonthBars(months: months).picture(description: sentence),
            table: months.reversed().map { entry in
                ProfilePage.TableLine(
                    label: Figures.monthAndYear(entry.month.firstDay), value: Figures.grouped(entry.count), share: "")
            })
    }

    /// The months of which can be said what was new in them, oldest first.
    private static func months(_ data: ProfileData) -> [(month: LocalMonth, count: Int)] {
        guard let first = data.activeDates.first else { return [] }
        let last = LocalMonth(data.today)
        return (0..<ProfilePage.monthCount).reversed().map { last.advanced(by: -$0) }
            .filter { $0.firstDay.dayNumber - first.dayNumber >= daysOfHistory }
            .map { ($0, data.newArtists[$0] ?? 0) }
    }

    /// Counts, and names a month that stands out, as in `212 artists were new in twelve months, most of them in March`.
    static func sentence(_ months: [(month: LocalMonth, count: Int)]) -> String {
        let total = months.reduce(0) { $0 + $1.count }
        let head =
            "\(Figures.counted(total, "artist")) \(total == 1 ? "was" : "were") new in "
            + "\(Figures.spelledMonths(months.count)) months"
        let ranked = months.sorted { $0.count > $1.count }
        let median = ranked[ranked.count / 2].count
        guard ranked[0].count >= 5, ranked[0].count > ranked[1].count, ranked[0].count * 10 >= median * 15 else {
            return head + "."
        }
        return
            "\(head), \(Figures.grouped(ranked[0].count)) of them in \(Figures.month(ranked[0].month.components.month))."
    }
}

extension ProfilePage.Decades {
    /// How many plays of known release a chart needs.
    static let leastPlays = 100

    /// Makes the decades; `nil` when the user hides them.
    init?(_ data: ProfileData) {
        guard data.shows(.decades) else { return nil }
        let months = data.shownMonths
        let counts = months.reduce(into: [Int: Int]()) { $0.merge($1.decades, uniquingKeysWith: +) }
        let bars = DecadeBars(counts)
        // Of plays that only an export tells of, nobody knows the release.
        guard bars.plays >= Self.leastPlays, bars.plays * 2 >= months.reduce(0, { $0 + $1.plays }) else {
            self.init(
                sentence: "Of too few plays the year of release is known yet.", picture: .empty, table: [])
            return
        }
        let sentence = Self.sentence(bars)
        self.init(
            sentence: sentence, picture: bars.picture(description: sentence),
            table: bars.decades.map { entry in
                ProfilePage.TableLine(
                    label: "\(entry.decade)s", value: Figures.grouped(entry.plays), share: bars.share(entry.plays))
            })
    }

    /// Names the decade that leads, and how far back plays go, as in `The 2010s lead with 44 % of plays`.
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

extension Figures {
    /// `three`, and up to `twelve`: the months of a year are spelled out side by side.
    fileprivate static func spelledMonths(_ number: Int) -> String {
        switch number {
        case 10: "ten"
        case 11: "eleven"
        case 12: "twelve"
        default: spelled(number)
        }
    }
}
