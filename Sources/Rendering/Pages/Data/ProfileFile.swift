import SiteModel

/// What `data.json` has: what the profile shows, for programs.
///
/// A part is there only if the page has it, so what a user hides is in neither. Times and counts that the page rounds are the
/// page's texts.
struct ProfileFile: Hashable, Sendable {
    /// The name of the file in the folder of a user.
    static let name = "data.json"
    /// Increases when a name goes or means something else; new names may come without.
    static let schema = 1

    var username: String
    var name: String
    var page: String
    var profile: String
    var portrait: String
    var bio: String
    var asOf: String
    var facts: [ProfilePage.Fact]
    var lists: [List]
    var albums: Albums?
    var days: Days?
    var hours: [Int]
    var temperament: Temperament?
    var months: [Month]
    var years: [Year]
    var newArtists: [Count]
    var decades: [Count]

    /// The top lists of one time range.
    struct List: Hashable, Sendable {
        var range: String
        var artists: [Item]
        var tracks: [Item]
    }

    /// An artist, a track or an album.
    struct Item: Hashable, Sendable {
        var name: String
        var artists: [String] = []
        var link: String
        var image: String
        var change = ""
        var amount = ""
    }

    /// The albums of a year.
    struct Albums: Hashable, Sendable {
        var year: Int
        var items: [Item]
    }

    /// The year of days.
    struct Days: Hashable, Sendable {
        var first: String
        var minutes: [Int]
    }

    /// What was measured of 90 days.
    struct Temperament: Hashable, Sendable {
        var label: String
        var sentence: String
        var axes: [Axis]
    }

    /// One axis of the temperament.
    struct Axis: Hashable, Sendable {
        var ends: [String]
        var end: String
        var number: String
        var sentence: String
        var measure: String
    }

    /// A month, and what was heard most in it.
    struct Month: Hashable, Sendable {
        var month: String
        var time: String
        var page: String
        var artist: Item?
        var track: Item?
    }

    /// A year that has totals, a page, or both.
    struct Year: Hashable, Sendable {
        var year: Int
        var time = ""
        var plays = ""
        var page: String
    }

    /// A number of something.
    struct Count: Hashable, Sendable {
        var label: String
        var count: Int
    }
}

extension ProfileFile {
    /// Takes what a page shows.
    ///
    /// - Parameters:
    ///   - model: The page.
    ///   - data: What the page was made from, for dates and numbers where it has words.
    init(_ model: ProfilePage.Model, _ data: ProfileData) {
        username = data.user.username.rawValue
        name = model.name
        page = model.page.canonical
        profile = model.profileLink
        portrait = model.portrait
        bio = model.bio.isEmpty ? "" : data.user.bio
        asOf = data.asOf?.description ?? ""
        facts = model.facts
        lists = (model.repeats?.ranges ?? []).map { range in
            List(range: range.label, artists: range.artists.map(Item.init), tracks: range.tracks.map(Item.init))
        }
        albums = model.albums.map { Albums(year: data.yearOfAlbums, items: $0.rows.map(Item.init)) }
        let year = YearGrid(data.days, today: data.today, knownSince: data.activeDates.first)
        let known = year.knownDays
        days =
            model.history?.table.isEmpty ?? true
            ? nil
            : Days(
                first: known.first?.date.description ?? "",
                minutes: known.map { EnglishText.minutes(ofMilliseconds: $0.listenedMs) })
        let hours = model.clock == nil ? [] : HourGrid(data.days, in: year).byHour
        self.hours = hours.map { EnglishText.minutes(ofMilliseconds: $0) }
        temperament = model.temperament.map(Temperament.init)
        months = Self.months(model, data)
        years =
            (model.totals?.rows ?? []).map { Year(year: $0.year, time: $0.time, plays: $0.plays, page: $0.link) }
            + model.years.map { Year(year: Int($0.label) ?? 0, page: $0.link) }
        let new = model.discoveries == nil ? [] : ProfilePage.Discoveries.months(data)
        newArtists = new.reversed().map { Count(label: $0.month.description, count: $0.count) }
        let decades = model.decades == nil ? [] : DecadeBars(of: data.shownMonths).decades
        self.decades = decades.map { Count(label: "\($0.decade)s", count: $0.plays) }
    }

    /// The months, each with what the page names in it or in the row of a later month.
    private static func months(_ model: ProfilePage.Model, _ data: ProfileData) -> [Month] {
        var months: [Month] = []
        for (row, month) in zip(model.months?.rows ?? [], data.shownMonths.reversed()) {
            var artist = row.artist.map(Item.init)
            var track = row.track.map(Item.init)
            artist?.amount = row.artistPlays
            track?.amount = row.trackPlays
            if artist == nil, month.topArtistID.flatMap({ data.monthArtists[$0] }) != nil {
                artist = months.last?.artist
            }
            if track == nil, month.topTrackID.flatMap({ data.monthTracks[$0] }) != nil { track = months.last?.track }
            months.append(
                Month(month: month.month.description, time: row.time, page: row.recap, artist: artist, track: track))
        }
        return months
    }
}

extension ProfileFile.Item {
    init(_ row: ProfilePage.ArtistRow) {
        self.init(name: row.name, link: row.link, image: row.image, change: row.move?.words ?? "")
    }

    init(_ row: ProfilePage.TrackRow) {
        self.init(
            name: row.name, artists: row.credits.map(\.name), link: row.link, image: row.image,
            change: row.move?.words ?? "")
    }

    init(_ row: RecapPage.Row) {
        self.init(
            name: row.name, artists: row.by.isEmpty ? [] : [row.by], link: row.link, image: row.image,
            amount: row.amount)
    }
}

extension ProfileFile.Temperament {
    init(_ shown: ProfilePage.Temperament) {
        self.init(
            label: shown.label, sentence: shown.sentence,
            axes: shown.axes.map { axis in
                ProfileFile.Axis(
                    ends: [axis.first, axis.second],
                    end: axis.isFirst ? axis.first : axis.isSecond ? axis.second : "", number: axis.number,
                    sentence: axis.sentence, measure: axis.measure)
            })
    }
}
