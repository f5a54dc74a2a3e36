import SiteModel

/// What `data.json` has: what the profile shows, for programs.
///
/// A part is there only if the page has it, so what a user hides is in neither.
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
    var albums: [Item]
    var days: Days?
    var hours: [Int]
    var temperament: ProfilePage.Temperament?
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
        var album = ""
        var link: String
        var image: String
        var change = ""
    }

    /// The year of days.
    struct Days: Hashable, Sendable {
        var first: String
        var minutes: [Int]
    }

    /// A month, and what was heard most in it.
    struct Month: Hashable, Sendable {
        var month: String
        var minutes: Int
        var plays: Int
        var artist: Item?
        var track: Item?
    }

    /// A year that has totals, a page, or both.
    struct Year: Hashable, Sendable {
        var year: Int
        var minutes = 0
        var plays = 0
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
    ///   - data: What the page was made from, for numbers where it has words.
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
        albums = model.albums.map { $0.rows.map(Item.init) } ?? []
        let year = YearGrid(data.days, today: data.today, knownSince: data.activeDates.first)
        let known = year.knownDays
        days =
            model.history?.table.isEmpty ?? true
            ? nil
            : Days(
                first: known.first?.date.description ?? "",
                minutes: known.map { EnglishText.minutes(ofMilliseconds: $0.listenedMs) })
        hours =
            model.clock == nil
            ? [] : HourGrid(data.days, in: year).byHour.map { EnglishText.minutes(ofMilliseconds: $0) }
        temperament = model.temperament
        months = zip(model.months?.rows ?? [], data.shownMonths.reversed()).map(Month.init)
        let totals = Dictionary(uniqueKeysWithValues: data.years.map { ($0.year, $0) })
        years =
            (model.totals?.rows ?? []).map { Year($0, totals: totals[$0.year]) }
            + model.years.map { Year(year: Int($0.label) ?? 0, page: $0.link) }
        let new = model.discoveries == nil ? [] : ProfilePage.Discoveries.months(data)
        newArtists = new.reversed().map { Count(label: $0.month.description, count: $0.count) }
        let decades = model.decades == nil ? [] : DecadeBars(of: data.shownMonths).decades
        self.decades = decades.map { Count(label: "\($0.decade)s", count: $0.plays) }
    }
}

extension ProfileFile.Item {
    init(_ row: ProfilePage.ArtistRow) {
        self.init(name: row.name, link: row.link, image: row.image, change: row.move?.words ?? "")
    }

    init(_ row: ProfilePage.TrackRow) {
        self.init(
            name: row.name, artists: row.credits.map(\.name), album: row.album, link: row.link, image: row.image,
            change: row.move?.words ?? "")
    }

    init(_ row: RecapPage.Row) {
        self.init(name: row.name, artists: row.by.isEmpty ? [] : [row.by], link: row.link, image: row.image)
    }
}

extension ProfileFile.Month {
    init(_ row: ProfilePage.MonthRow, _ month: ListeningMonth) {
        self.init(
            month: month.month.description, minutes: EnglishText.minutes(ofMilliseconds: month.listenedMs),
            plays: month.plays, artist: row.artist.map(ProfileFile.Item.init),
            track: row.track.map(ProfileFile.Item.init))
    }
}

extension ProfileFile.Year {
    init(_ row: ProfilePage.YearRow, totals: ListeningYear?) {
        self.init(
            year: row.year, minutes: EnglishText.minutes(ofMilliseconds: totals?.listenedMs ?? 0),
            plays: totals?.plays ?? 0, page: row.link)
    }
}
