import TestSupport

@testable import Rendering
@testable import SiteModel

extension ProfileData {
    init(
        user: User, today: LocalDate, syncedOn: LocalDate? = nil, days: [ListeningDay] = [],
        activeDates: [LocalDate] = [], topArtists: [TimeRange: [TopArtist]] = [:],
        topTracks: [TimeRange: [TopTrack]] = [:], temperament: Temperament? = nil
    ) {
        var listening = ProfileListening(user: user)
        (listening.topArtists, listening.topTracks) = (topArtists, topTracks)
        (listening.days, listening.activeDates) = (days, activeDates)
        listening.temperament = temperament
        self.init(listening: listening, today: today, syncedOn: syncedOn)
    }

    static let sampleToday = LocalDate(dayNumber: 20_779)  // 2026-11-22

    /// A year of someone who listens a lot: everything a page can show.
    static func full(username: String = "ada", today: LocalDate = sampleToday) throws -> ProfileData {
        var user = try User.sample(username, displayName: "Ada Marlowe")
        user.imageURL = SampleMusic.image(1, kind: "ab6775700000ee85")
        user.profileURL = "https://open.spotify.com/user/\(SampleMusic.id(3))"
        user.bio =
            "Viola player, night-shift cook. Mostly *slow* things with strings in them, and one embarrassing synth-pop phase that will not end."
        user.recaps = RecapMarks(RecapData.samplePeriods.map { RecapMarks.Mark(period: $0, version: 1) })
        let days = ListeningDay.sampleYear(today: today)
        let before = (0..<900).map { today.advanced(by: -1300 + $0) }.filter { $0.dayNumber % 23 > 1 }
        var data = ProfileData(
            user: user, today: today, syncedOn: today, days: days, activeDates: before + days.map(\.date),
            topArtists: sampleLists { seed in
                SampleMusic.ranking(seed, of: 60).map {
                    TopArtist(rank: $0.rank, previousRank: $0.previousRank, item: SampleMusic.artist($0.number))
                }
            },
            topTracks: sampleLists { seed in
                SampleMusic.ranking(seed + 10, of: 120).map {
                    TopTrack(rank: $0.rank, previousRank: $0.previousRank, item: SampleMusic.track($0.number))
                }
            }, temperament: .sample(lastDay: today))
        data.addSampleMonths()
        data.years = [
            ListeningYear(year: 2024, listenedMs: 612 * 3_600_000, plays: 10_412),
            ListeningYear(year: 2025, listenedMs: 498 * 3_600_000, plays: 8204),
            ListeningYear(year: 2026, listenedMs: 352 * 3_600_000, plays: 6120),
        ]
        data.yearOfAlbums = 2026
        data.albums = (0..<5).map { number in
            let track = SampleMusic.track(number * 7)
            return RecapMusic.Item(
                id: track.id, name: track.album ?? "", artist: track.artists.first?.name,
                listenedMs: Int64(40 - number * 5) * 3_600_000, plays: 300 - number * 40, imageURL: track.imageURL)
        }
        return data
    }

    /// Twelve months with artists, tracks and decades of their own.
    private mutating func addSampleMonths() {
        let last = LocalMonth(today)
        for ago in (0..<12).reversed() {
            let month = last.advanced(by: -ago)
            let listened = listening.days.filter { LocalMonth($0.date) == month }
            let artist = SampleMusic.artist([0, 3, 0, 5, 0, 4, 8, 0, 12, 1, 2, 0][ago])
            let track = SampleMusic.track(ago * 3)
            listening.months.append(
                ListeningMonth(
                    month: month, listenedMs: listened.reduce(0) { $0 + $1.listenedMs },
                    plays: listened.reduce(0) { $0 + $1.plays }, topArtistID: artist.id, topTrackID: track.id,
                    decades: [1970: 6 + ago, 1990: 40, 2000: 55 - ago, 2010: 210 + ago * 3, 2020: 130]))
            listening.monthPlays[month] = MonthPlays(artist: 31 + ago, track: ago == 4 ? 0 : 9 + ago)
            listening.monthArtists[artist.id] = artist
            listening.monthTracks[track.id] = track
            listening.newArtists[month] = [9, 14, 11, 7, 21, 12, 4, 8, 41, 16, 13, 10][ago]
        }
    }

    /// Someone who has just begun: three plays on one day, no picture, one list.
    static func threePlays() throws -> ProfileData {
        let yesterday = sampleToday.advanced(by: -1)
        return ProfileData(
            user: try .sample("cy", displayName: "Cy Bright"), today: sampleToday, syncedOn: sampleToday,
            days: [.sample(yesterday, minutes: 11, plays: 3)], activeDates: [yesterday],
            topArtists: [.shortTerm: [TopArtist(rank: 1, item: SampleMusic.artist(4))]])
    }

    /// Someone who connected and never played anything.
    static func empty() throws -> ProfileData {
        ProfileData(user: try .sample("nobody", displayName: nil), today: sampleToday, syncedOn: sampleToday)
    }

    /// Every text that comes from strangers tries to be markup.
    static func hostile() throws -> ProfileData {
        var data = try full(username: "mallory")
        data.user.displayName = hostileTexts[0]
        data.user.recaps = RecapMarks()
        data.user.imageURL = "javascript:alert(1)"
        data.user.profileURL = "https://example.com/\" onmouseover=\"alert(1)"
        data.user.bio = hostileTexts.joined(separator: "\n\n")
        for range in TimeRange.allCases {
            data.topArtists[range] = hostileTexts.enumerated().map { index, text in
                TopArtist(
                    rank: index + 1,
                    item: Artist(id: "a\(index)", name: text, url: text, imageURL: "data:text/html," + text))
            }
            data.topTracks[range] = hostileTexts.enumerated().map { index, text in
                TopTrack(
                    rank: index + 1,
                    item: Track(
                        id: "t\(index)", name: text, url: "http://open.spotify.com/track/1", imageURL: text,
                        album: text,
                        artists: hostileTexts.enumerated().map {
                            Artist(id: "c\($0)", name: $1, url: "//evil.example/")
                        }))
            }
        }
        for index in data.albums.indices {
            let text = hostileTexts[index % hostileTexts.count]
            (data.albums[index].name, data.albums[index].artist, data.albums[index].imageURL) = (text, text, text)
        }
        for (index, text) in hostileTexts.enumerated() {
            data.monthArtists["a\(index)"] = Artist(id: "a\(index)", name: text, url: text, imageURL: text)
            data.monthTracks["t\(index)"] = data.topTracks[.shortTerm]?[index].item
            data.months[index].topArtistID = "a\(index)"
            data.months[index].topTrackID = "t\(index)"
        }
        for index in hostileTexts.count..<12 {
            (data.months[index].topArtistID, data.months[index].topTrackID) = (nil, nil)
        }
        return data
    }

    static let hostileTexts = [
        "<b>Mallory</b><script>alert(1)</script>", "\"\u{301} onerror=\u{301}\"alert(1)",
        "'><img src=x onerror=alert(1)>",
        "</title></textarea></style><svg onload=alert(1)>", "{{name}} {{{bio}}}", "\u{202E}RTL\u{202C} مرحبا", "👩‍👩‍👧‍👦🎻",
        "Z\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}algo", "&lt;already&gt; & done", "\u{0}nul",
    ]

    private static func sampleLists<Item>(_ list: (Int) -> [Item]) -> [TimeRange: [Item]] {
        [.shortTerm: list(1), .mediumTerm: list(2), .longTerm: list(3)]
    }
}

extension Temperament {
    /// All four axes, two of them on their lower side.
    static func sample(lastDay: LocalDate) -> Temperament {
        Temperament(
            firstDay: lastDay.advanced(by: -89), lastDay: lastDay, plays: 2159, activeDays: 79,
            readings: [
                Reading(
                    pole: .explorer, value: 464_786, cut: 380_000,
                    counts: .exploration(
                        newArtists: Share(count: 22, total: 78, millionths: 282_051),
                        repeats: Share(count: 761, total: 2159, millionths: 352_478))),
                Reading(
                    pole: .deep, value: 742_288, cut: 800_000,
                    counts: .width(plays: 2159, artists: 78, effectiveArtists: 26_130_000)),
                Reading(
                    pole: .timeless, value: 111_626, cut: 250_000,
                    counts: .freshness(
                        newReleases: Share(count: 240, total: 2150, millionths: 111_628), medianYear: 2011)),
                Reading(
                    pole: .night, value: 479_064, cut: 200_000,
                    counts: .night(plays: Share(count: 1034, total: 2159, millionths: 478_925))),
            ], label: [.explorer, .night])
    }
}

extension User {
    static func sample(_ username: String, displayName: String?) throws -> User {
        User(
            id: 1, username: try Username(username), displayName: displayName, timeZone: "Europe/Berlin", bio: "",
            visibility: .public, hiddenSections: [], dataVersion: 1, createdAt: Instant(seconds: 1_700_000_000))
    }
}

extension ListeningDay {
    static func sample(_ date: LocalDate, minutes: Int64, plays: Int = 1) -> ListeningDay {
        ListeningDay(date: date, listenedMs: minutes * 60_000, plays: plays, topArtistID: nil, topTrackID: nil)
    }

    /// A year with loud Saturdays, a quiet April and a busy November; days without music are absent.
    static func sampleYear(today: LocalDate) -> [ListeningDay] {
        var random = SeededNumbers.sample(42)
        return (0..<365).compactMap { offset in
            let date = today.advanced(by: offset - 364)
            let (month, day) = (date.components.month, date.components.day)
            if month == 4, (4...17).contains(day) { return nil }
            let season = [0, 80, 95, 70, 40, 50, 60, 75, 55, 70, 85, 110, 90][month]
            let weekend = date.weekday == 5 ? 190 : date.weekday == 1 ? 60 : 100
            guard random.number(in: 0..<100) < (offset > 340 ? 100 : 86) else { return nil }
            let minutes = Int64(season * weekend * (40 + random.number(in: 0..<120)) / 10_000)
            guard minutes > 0 else { return nil }
            var listened = ListeningDay.sample(date, minutes: minutes, plays: Int(minutes) / 3 + 1)
            for hour in 0..<24 {
                let weight = [30, 22, 10, 4, 1, 0, 2, 9, 14, 8, 6, 7, 9, 8, 7, 8, 11, 16, 22, 27, 33, 41, 44, 38][hour]
                listened.hours[hour] = listened.listenedMs * Int64(weight) / 377
            }
            return listened
        }
    }
}
