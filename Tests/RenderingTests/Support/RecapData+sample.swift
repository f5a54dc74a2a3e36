import Testing

@testable import Rendering
@testable import SiteModel

extension RecapData {
    /// The recaps of the sample user: two years and two months.
    static let samplePeriods = [202_500, 202_600, 202_610, 202_611].compactMap(RecapPeriod.init(code:))

    /// A recap with everything that a page can show.
    static func sample(_ period: RecapPeriod) throws -> RecapData {
        let today = ProfileData.sampleToday
        var user = try ProfileData.full().user
        user.bio = ""
        let previous = try #require(RecapPeriod(code: period.previous.code))
        return RecapData(
            user: user, period: period, stage: RecapStage(of: period, today: today),
            recap: .sample(period, through: min(period.lastDay, today.advanced(by: -1))),
            previous: .sample(previous, through: previous.lastDay), links: RecapShelf(samplePeriods).links(of: period))
    }

    /// A year in which every name tries to be markup.
    static func hostile() throws -> RecapData {
        var data = try sample(RecapPeriod(year: 2026))
        data.user = try ProfileData.hostile().user
        data.links = RecapLinks()
        func hostile(_ items: [RecapMusic.Item]) -> [RecapMusic.Item] {
            items.enumerated().map { index, item in
                var item = item
                let text = ProfileData.hostileTexts[index % ProfileData.hostileTexts.count]
                (item.name, item.url, item.imageURL) = (text, text, "data:text/html," + text)
                item.artist = item.artist.map { _ in text }
                return item
            }
        }
        data.recap.music.artists = hostile(data.recap.music.artists)
        data.recap.music.tracks = hostile(data.recap.music.tracks)
        data.recap.music.albums = hostile(data.recap.music.albums)
        data.recap.music.newcomers = hostile(data.recap.music.newcomers)
        data.recap.music.comebacks = hostile(data.recap.music.comebacks)
        for index in data.recap.music.race.indices {
            data.recap.music.race[index].name = ProfileData.hostileTexts[index]
        }
        for path in [\RecapMusic.onRepeat, \.faithful] {
            if let item = data.recap.music[keyPath: path]?.item {
                data.recap.music[keyPath: path]?.item = hostile([item])[0]
            }
        }
        for path in [\RecapMusic.first, \.last] {
            if let item = data.recap.music[keyPath: path]?.item {
                data.recap.music[keyPath: path]?.item = hostile([item])[0]
            }
        }
        return data
    }
}

extension Recap {
    /// Invented listening with a quiet week and loud Saturdays.
    static func sample(_ period: RecapPeriod, through: LocalDate) -> Recap {
        let days = (period.firstDay.dayNumber...through.dayNumber).map { number -> Int64 in
            let minutes = number % 31 == 4 ? 0 : 20 + number * 37 % 90 + (number % 7 == 2 ? 120 : 0)
            return Int64(minutes) * 60_000
        }
        let total = days.reduce(0, +)
        let weights = (0..<168).map { (place: Int) -> Int64 in
            let (day, hour) = place.quotientAndRemainder(dividingBy: 24)
            return hour < 6 ? 1 : Int64(hour * 3 + day)
        }
        let sum = weights.reduce(0, +)
        let plays = Int(total / 200_000)
        var recap = Recap(
            firstDay: period.firstDay, through: through, knownSince: LocalDate(dayNumber: 17_000), listenedMs: total,
            plays: plays, activeDays: days.count { $0 > 0 }, days: days, hours: weights.map { total * $0 / sum },
            decades: [1970: plays / 20, 1990: plays / 8, 2010: plays / 2, 2020: plays / 4], newArtists: 23, gapDays: 0,
            music: .sample(period, total))
        if period.isYear, through == period.lastDay { recap.temperament = Readable(.sample(lastDay: through)) }
        return recap
    }
}

extension RecapMusic {
    fileprivate static func sample(_ period: RecapPeriod, _ total: Int64) -> RecapMusic {
        func artist(_ number: Int) -> Item {
            let artist = SampleMusic.artist(number)
            let listenedMs = total / Int64(12 + number * 2)
            return Item(
                id: artist.id, name: artist.name, listenedMs: listenedMs, plays: Int(listenedMs / 200_000),
                url: artist.url, imageURL: artist.imageURL)
        }
        func track(_ number: Int) -> Item {
            let track = SampleMusic.track(number)
            let listenedMs = total / Int64(60 + number * 3)
            return Item(
                id: track.id, name: track.name, artist: track.artists.first?.name, listenedMs: listenedMs,
                plays: Int(listenedMs / 200_000), url: track.url, imageURL: track.imageURL)
        }
        func album(_ number: Int) -> Item {
            var album = track(number)
            (album.name, album.url) = ("Album \(number)", nil)
            return album
        }
        var music = RecapMusic(
            isWhole: true, listenedMs: total, artistCount: 214, trackCount: 611, artists: (0..<10).map(artist),
            tracks: (0..<10).map(track), albums: (0..<5).map(album))
        music.newcomers = (10..<13).map(artist)
        music.onRepeat = Repeated(item: track(3), date: period.firstDay.advanced(by: 9), count: 14)
        music.faithful = Repeated(item: track(0), date: nil, count: 22)
        music.sitting = Sitting(
            date: period.firstDay.advanced(by: 13), minute: 20 * 60 + 14, lengthMs: 18_720_000, plays: 84)
        music.first = Moment(item: track(7), date: period.firstDay, minute: 14)
        music.last = Moment(item: track(8), date: period.lastDay, minute: 1410)
        guard period.isYear else { return music }
        music.releaseYear = 2012
        music.comebacks = (14..<17).map(artist)
        music.race = (0..<5).map { number in
            let months = (0..<11).map { (month: Int) -> Int64 in
                let hours = (month * (5 - number) + number * 29) % 17
                return Int64(hours + (month > 5 ? 9 - number : number)) * 3_600_000
            }
            return Racer(id: artist(number).id, name: artist(number).name, months: months)
        }
        return music
    }
}
