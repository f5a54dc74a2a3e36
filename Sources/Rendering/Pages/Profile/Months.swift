import SiteModel

extension ProfilePage {
    /// How many months a page looks back, this one included.
    static let monthCount = 12

    /// The months of the past year, the newest first.
    struct Months: Hashable, Sendable {
        var sentence: String
        var rows: [MonthRow]
    }

    /// One month: its most listened to artist and track, unless they are those of the month after it.
    struct MonthRow: Hashable, Sendable {
        var name: String
        var year: String
        var time: String
        var bar: SafeHTML
        var recap = ""
        var artist: ArtistRow?
        var artistPlays: String
        var artistRun: String
        var track: TrackRow?
        var trackPlays: String
        var trackRun: String
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
    /// Makes the months; `nil` when the user hides them, or before the first.
    init?(_ data: ProfileData, rows: ProfilePage.ListRows, recaps: [RecapPeriod] = []) {
        let months = data.shows(.months) ? Array(data.shownMonths.reversed()) : []
        guard !months.isEmpty else { return nil }
        let most = months.map(\.listenedMs).max() ?? 0
        let artists = Self.runs(months.map(\.topArtistID))
        let tracks = Self.runs(months.map(\.topTrackID))
        self.init(
            sentence: Self.sentence(months, artists: data.monthArtists),
            rows: months.enumerated().map { index, month in
                let (year, number) = month.month.components
                let (artist, track) = (artists[index], tracks[index])
                let plays = data.monthPlays[month.month] ?? MonthPlays()
                return ProfilePage.MonthRow(
                    name: EnglishText.month(number), year: String(year),
                    time: ListenedTime(milliseconds: month.listenedMs).words,
                    bar: Self.bar(month.listenedMs, of: most),
                    recap: recaps.first { $0 == RecapPeriod(month.month) }.map { $0.folder + "/index.html" } ?? "",
                    artist: artist.flatMap { data.monthArtists[$0.id] }.map(rows.row(of:)),
                    artistPlays: artist.map { $0.words.isEmpty ? Self.count(plays.artist) : "" } ?? "",
                    artistRun: artist?.words ?? "",
                    track: track.flatMap { data.monthTracks[$0.id] }.map(rows.row(of:)),
                    trackPlays: track.map { $0.words.isEmpty ? Self.count(plays.track) : "" } ?? "",
                    trackRun: track?.words ?? "")
            })
    }

    /// Each id where a run of it begins, with the length of the run in words; `nil` where the run goes on.
    private static func runs(_ ids: [String?]) -> [(id: String, words: String)?] {
        ids.indices.map { index in
            guard let id = ids[index], index == 0 || ids[index - 1] != id else { return nil }
            let length = ids[index...].prefix { $0 == id }.count
            return (id, length > 1 ? "\(EnglishText.spelledMonths(length)) months in a row" : "")
        }
    }

    private static func count(_ plays: Int) -> String { plays > 0 ? EnglishText.counted(plays, "play") : "" }

    private static func bar(_ listenedMs: Int64, of most: Int64) -> SafeHTML {
        var svg = SVG(decoration: "hours", width: 100, height: 5)
        let length = Int(max(1, listenedMs * 100 / max(1, most)))
        svg.add("rect", ["width": .number(length), "height": 5])
        return svg.finished()
    }

    /// Names the most frequent top artist, as in `Halden Marsh was on top in five of twelve months`.
    ///
    /// Of six months or more, it names an artist who was on top three times and more often than any other, or says that
    /// no artist was on top twice. Otherwise it counts the artists.
    static func sentence(_ months: [ListeningMonth], artists: [String: Artist]) -> String {
        let ids = months.compactMap(\.topArtistID)
        let counts = ids.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let count = EnglishText.spelledMonths(months.count)
        let leaders = counts.filter { $0.value == most }.keys
        if months.count > 1, most == 1, ids.count == months.count {
            return "\(count.capitalizedFirst) months, and never the same artist on top twice."
        }
        if let name = leaders.first.flatMap({ artists[$0]?.name }), leaders.count == 1 {
            let number = most == months.count ? "every one" : EnglishText.spelledMonths(most)
            if months.count == 1 { return "\(EnglishText.isolated(name)) leads the first month." }
            if most >= 3 || most == months.count {
                return "\(EnglishText.isolated(name)) was on top in \(number) of \(count) months."
            }
        }
        guard counts.count > 1 else { return "" }
        let number = EnglishText.spelledMonths(counts.count).capitalizedFirst
        return "\(number) artists took turns on top in \(count) months."
    }
}

extension ProfilePage.Months: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Months>] {
        [
            .text("sentence", "The months in words; can be empty.") { $0.sentence },
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
            .html("bar", "The same as a bar beside those of the other months, an SVG.") { $0.bar },
            .object(
                "artist", "The artist with the most listened time; missing where it is that of the row above."
            ) { $0.artist },
            .text(
                "artistPlays",
                "How often the artist was played in the month: `41 plays`; empty if it is not known, and beside `artistRun`."
            ) {
                $0.artistPlays
            },
            .text("artistRun", "How long the artist stays: `ten months in a row`; empty for one month.") {
                $0.artistRun
            },
            .object("track", "The track with the most listened time; missing where it is that of the row above.") {
                $0.track
            },
            .text(
                "trackPlays",
                "How often the track was played in the month; empty if it is not known, and beside `trackRun`."
            ) {
                $0.trackPlays
            },
            .text("trackRun", "How long the track stays; empty for one month.") { $0.trackRun },
        ]
    }
}
