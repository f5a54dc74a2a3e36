import SiteModel

extension RecapPage {
    /// How the first artists of a year came to their places.
    struct Race: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var columns: [String]
        var rows: [RaceRow]
    }

    /// One artist of the race.
    struct RaceRow: Hashable, Sendable {
        var name: String
        var places: [String]
    }
}

extension RecapPage.Race {
    /// How many months a race needs.
    static let leastMonths = 4

    /// Makes the race; `nil` for a month or a short year, and when the user hides artists or months.
    init?(_ data: RecapData) {
        let racers = data.recap.music.race
        guard data.shows(.artists), data.shows(.months), racers.count > 2, racers[0].months.count >= Self.leastMonths
        else { return nil }
        let places = Self.places(racers.map(\.months))
        let sentence = Self.sentence(racers.map(\.name), places)
        self.init(
            sentence: sentence, picture: RaceLines(places: places).picture(description: sentence),
            columns: (1...racers[0].months.count).map(EnglishText.shortMonth),
            rows: zip(racers, places).map { racer, places in
                RecapPage.RaceRow(name: racer.name, places: places.map { $0.map(String.init) ?? "" })
            })
    }

    /// The place of each artist at the end of each month, by all that was listened to until then.
    ///
    /// Ties go to the artist who is ahead in the end; without a play yet there is no place.
    ///
    /// - Parameter listenedMs: The listened time of each artist in each month; the artists in the order of the end.
    /// - Returns: The places, from 1; `nil` for none yet.
    static func places(_ listenedMs: [[Int64]]) -> [[Int?]] {
        var sums = [Int64](repeating: 0, count: listenedMs.count)
        var places = listenedMs.map { _ in [Int?]() }
        for month in 0..<(listenedMs.first?.count ?? 0) {
            for artist in sums.indices { sums[artist] += listenedMs[artist][month] }
            let order = sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
            for (place, artist) in order.enumerated() { places[artist].append(sums[artist] > 0 ? place + 1 : nil) }
        }
        return places
    }

    /// Says since when the first has led, as in `Halden Marsh led from May on`.
    private static func sentence(_ names: [String], _ places: [[Int?]]) -> String {
        let name = EnglishText.isolated(names[0])
        let trailing = places[0].lastIndex { $0 != 1 }
        guard let trailing else { return "\(name) led all the time." }
        return trailing + 1 < places[0].count
            ? "\(name) led from \(EnglishText.month(trailing + 2)) on." : "\(name) came first."
    }
}

extension RecapPage.Race: TemplateModel {
    static var fields: [TemplateField<RecapPage.Race>] {
        [
            .text("sentence", "Since when the first artist has led.") { $0.sentence },
            .html("picture", "A line for each artist, an SVG.") { $0.picture },
            .texts("columns", "The months at the head of the table.") { $0.columns },
            .list("rows", "The artists in the order of the end.") { $0.rows },
        ]
    }
}

extension RecapPage.RaceRow: TemplateModel {
    static var fields: [TemplateField<RecapPage.RaceRow>] {
        [
            .text("name", "The artist's name; any characters.") { $0.name },
            .texts("places", "The place at the end of each month; empty before the first play.") { $0.places },
        ]
    }
}
