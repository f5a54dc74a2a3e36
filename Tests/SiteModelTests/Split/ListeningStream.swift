import TestSupport

@testable import SiteModel

/// Invented listening, as the three sources report it: the API, the extended history and account data.
struct ListeningStream {
    let zone: String
    let clock: ZoneOffsets
    /// Plays from the API, in order.
    var offered: [TrackPlay] = []
    /// Plays from the extended history, in order.
    var exported: [TrackPlay] = []
    /// Rows of account data, in order.
    var toTheMinute: [TrackPlay] = []

    var all: [TrackPlay] { offered + exported + toTheMinute }

    /// - Parameters:
    ///   - random: Seeded numbers.
    ///   - plays: How many plays.
    ///   - isOdd: Whether sources contradict each other: ends far apart, other names, other listened times.
    init(using random: inout SeededNumbers, plays: ClosedRange<Int> = 5...70, isOdd: Bool = true) {
        zone =
            ["UTC", "Asia/Kathmandu", "America/Sao_Paulo", "Europe/Berlin", "Pacific/Auckland"]
            .randomElement(using: &random) ?? "UTC"
        clock = ZoneOffsets(identifier: zone) ?? .utc
        // Soon after this come Sunday, 25 October 2026, when Europe's clocks go back, and the end of a month.
        var end: Int64 = 1_792_700_000_000 + Int64.random(in: 0..<86_400_000, using: &random)
        for _ in 0..<Int.random(in: plays, using: &random) {
            let number = Int.random(in: 0..<Self.tracks.count, using: &random)
            let length = Self.tracks[number].durationMs ?? 120_000
            let listened = random.chance(70) ? length : Int64.random(in: 30_000...max(30_001, length), using: &random)
            end += isOdd ? Self.oddPause(listened, using: &random) : Self.pause(listened, using: &random)
            tell(number, end, listened, isOdd: isOdd, using: &random)
        }
    }

    private mutating func tell(
        _ number: Int, _ end: Int64, _ listened: Int64, isOdd: Bool, using random: inout SeededNumbers
    ) {
        let isOffered = random.chance(80)
        if isOffered { offered.append(Self.offered(number, at: end)) }
        if !isOffered || random.chance(65) {
            exported.append(Self.exported(number, at: end, listened, isOdd: isOdd, using: &random))
        }
        if random.chance(50) {
            toTheMinute.append(Self.toTheMinute(number, at: end, listened, isOdd: isOdd, using: &random))
        }
        // A skip back: the same track again, seconds apart, which only the API has.
        if isOffered, random.chance(8) {
            offered.append(Self.offered(number, at: end + Int64.random(in: 1...25_000, using: &random)))
        }
        // Two devices: another track that ends in the same millisecond.
        if random.chance(5) { offered.append(Self.offered(8, at: end)) }
    }

    // MARK: - Time

    private static func pause(_ listened: Int64, using random: inout SeededNumbers) -> Int64 {
        let most: Int64 = random.chance(12) ? 90_000_000 : 200_000
        return listened + 31_000 + Int64.random(in: 0...most, using: &random)
    }

    /// Skips, repeats within seconds, ends in the same millisecond, whole tracks, nights.
    private static func oddPause(_ listened: Int64, using random: inout SeededNumbers) -> Int64 {
        if random.chance(50) { return listened + Int64.random(in: 0..<4000, using: &random) }
        let pauses: [Int64] = [
            0, 1, 1500, 9000, 20_000, 29_999, 30_000, 31_000, 90_000, 185_000, 30_000_000, 90_000_000,
        ]
        return (pauses.randomElement(using: &random) ?? 0)
            + (random.chance(50) ? Int64.random(in: 0..<2000, using: &random) : 0)
    }

    // MARK: - Sources

    /// Some share a recording, an artist or an album; one has no length, and one has no artist in history files.
    private static let tracks: [Track] = (0..<9).map { number in
        let artist = ["Ada", "Björk & Co", "Ada", "Various", "O'Neil", "Ada", "ZZ", "Nobody", "Björk & Co"][number]
        return Track(
            id: "track\(number)", name: "Title \(number % 4)", url: "https://open.spotify.com/track/track\(number)",
            album: number == 4 ? nil : "Album \(number % 3)",
            durationMs: [45_000, 180_000, 200_500, nil, 240_000, 900_000, 150_000, 180_000, 33_000][number],
            isrc: number == 1 || number == 7 ? "DEAAA0000001" : nil, releaseDate: "\(1970 + number * 7)",
            releaseDatePrecision: .year, artists: [Artist(id: "id-\(artist)", name: artist)])
    }

    private static func offered(_ number: Int, at end: Int64) -> TrackPlay {
        // Sometimes the end falls on a whole second, as it always does in history files.
        let end = end % 10 == 0 ? end / 1000 * 1000 : end
        return TrackPlay(
            track: tracks[number],
            play: Play(playedAt: Instant(milliseconds: end), trackID: tracks[number].id, contextType: "album"))
    }

    private static func exported(
        _ number: Int, at end: Int64, _ listened: Int64, isOdd: Bool, using random: inout SeededNumbers
    ) -> TrackPlay {
        let drift: Int64 =
            isOdd ? [0, 0, 0, 0, 1000, -1000, 8000, 12_000, -29_000].randomElement(using: &random) ?? 0 : 0
        // Some tracks are only in history files; the artist of the album may be another one.
        let isOnlyExported = isOdd && random.chance(15)
        let name = isOdd && random.chance(20) ? "title \(number % 4) (export)" : tracks[number].name
        let artist = number == 6 ? "Various" : tracks[number].artists.first?.name ?? ""
        let id = isOnlyExported ? "old\(number)" : tracks[number].id
        return TrackPlay(
            track: Track(
                id: id, name: name, url: tracks[number].url,
                album: random.chance(80) ? "Album \(number % 3)" : "Exported",
                artists: [Artist(named: artist)]),
            play: Play(
                playedAt: Instant(milliseconds: end / 1000 * 1000 + drift), trackID: id, listenedMs: listened,
                source: .history))
    }

    /// A row of account data: by one of the names, sometimes with another length or a minute off.
    private static func toTheMinute(
        _ number: Int, at end: Int64, _ listened: Int64, isOdd: Bool, using random: inout SeededNumbers
    ) -> TrackPlay {
        let plain = tracks[number].name
        let titles = isOdd ? [plain, plain.uppercased() + "  ", plain + " (export)"] : [plain]
        let title = titles.randomElement(using: &random) ?? plain
        let artist = number == 6 ? "Various" : tracks[number].artists.first?.name ?? ""
        let id = RecordingName(artist: artist, title: title)?.trackID ?? ""
        let drift: Int64 = isOdd ? [-60_000, 0, 0, 0, 0, 60_000].randomElement(using: &random) ?? 0 : 0
        let near: Int64 = isOdd ? [0, 0, 0, 1000, -1001, 40_000].randomElement(using: &random) ?? 0 : 0
        return TrackPlay(
            track: Track(id: id, name: title, artists: [Artist(named: artist)]),
            play: Play(
                playedAt: Instant(milliseconds: end / 60_000 * 60_000 + drift), trackID: id,
                listenedMs: max(0, listened + near), source: .history, isToTheMinute: true))
    }

    // MARK: - Splits

    /// The parts in which the stream may arrive: any split, with overlaps and late plays, in any order.
    ///
    /// No part mixes the API with imports.
    func parts(using random: inout SeededNumbers) -> [[TrackPlay]] {
        var parts: [[TrackPlay]] = []
        let isShuffled = random.chance(50)
        for plays in [offered, exported, toTheMinute] where !plays.isEmpty {
            let plays = isShuffled ? plays.shuffled(using: &random) : plays
            var start = 0
            while start < plays.count {
                let length = Int.random(in: 1...20, using: &random)
                // A sync is offered many plays that the sync before was offered too.
                let overlap = Int.random(in: 0...12, using: &random)
                parts.append(Array(plays[max(0, start - overlap)..<min(plays.count, start + length)]))
                start += length
            }
        }
        var late: [TrackPlay] = []
        for index in parts.indices {
            let delayed = parts[index].filter { _ in random.chance(4) }
            parts[index] = parts[index].filter { !delayed.contains($0) }.shuffled(using: &random)
            late += delayed
        }
        if random.chance(50) { parts.shuffle(using: &random) }
        let lateParts = [late.filter { $0.play.source == .history }, late.filter { $0.play.source == .api }]
        return (parts + lateParts).filter { !$0.isEmpty }
    }
}

extension SeededNumbers {
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
