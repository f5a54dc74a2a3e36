import SiteModel
import TestSupport

@testable import SyncRunner

/// Invented plays, as the API, an export and account data each have them.
struct ListeningStream {
    /// What the API offers, in order.
    var offered: [TrackPlay] = []
    /// What an export holds, in order.
    var exported: [TrackPlay] = []
    /// What account data holds, in order.
    var toTheMinute: [TrackPlay] = []

    /// Tracks with real artists; some share a recording, some an artist, one artist has no name in exports.
    private static let tracks: [Track] = (0..<9).map { number in
        let artist = ["Ada", "Björk & Co", "Ada", "Various", "O'Neil", "Ada", "ZZ", "Nobody", "Björk & Co"][number]
        return Track(
            id: "track\(number)", name: "Title \(number % 4)", url: "https://open.spotify.com/track/track\(number)",
            durationMs: [45_000, 180_000, 200_500, 61_000, 240_000, 900_000, 150_000, 180_000, 33_000][number],
            isrc: number == 1 || number == 7 ? "DEAAA0000001" : nil,
            artists: [Artist(id: "id-\(artist)", name: artist)])
    }

    init(_ numbers: inout SeededNumbers) {
        var end = Instant.sample.milliseconds - Int64.random(in: 0..<86_400_000, using: &numbers)
        for _ in 0..<Int.random(in: 20...70, using: &numbers) {
            let track = Self.tracks[Int.random(in: 0..<Self.tracks.count, using: &numbers)]
            let length = track.durationMs ?? 30_000
            let listened = numbers.chance(70) ? length : Int64.random(in: 30_000...length, using: &numbers)
            let pause =
                numbers.chance(15)
                ? Int64.random(in: 0..<40_000_000, using: &numbers) : Int64.random(in: 0..<4_000, using: &numbers)
            end += pause + listened
            let isOffered = numbers.chance(85)
            if isOffered { offered.append(Self.offered(track, end, &numbers)) }
            if !isOffered || numbers.chance(70) { exported.append(Self.exported(track, end, listened, &numbers)) }
            if numbers.chance(50) { toTheMinute.append(Self.toTheMinute(track, end, listened, &numbers)) }
            // A skip back: the same track again seconds later, which only the API has.
            if isOffered, numbers.chance(8) {
                offered.append(Self.offered(track, end + Int64.random(in: 1...25_000, using: &numbers), &numbers))
            }
            // Two devices: another track that ends at the same millisecond.
            if numbers.chance(5) { offered.append(Self.offered(Self.tracks[8], end, &numbers)) }
        }
    }

    private static func offered(_ track: Track, _ end: Int64, _ numbers: inout SeededNumbers) -> TrackPlay {
        // Sometimes the end is a whole second, as it always is in an export.
        let end = numbers.chance(10) ? end / 1000 * 1000 : end
        return TrackPlay(
            track: track,
            play: Play(playedAt: Instant(milliseconds: end), trackID: track.id, contextType: "album"))
    }

    private static func toTheMinute(
        _ track: Track, _ end: Int64, _ listened: Int64, _ numbers: inout SeededNumbers
    ) -> TrackPlay {
        let artist = track.id == "track6" ? "Various" : track.artists.first?.name ?? ""
        let id = RecordingName(artist: artist, title: track.name)?.trackID ?? ""
        let minute = end / 60_000 * 60_000 + (numbers.chance(5) ? 60_000 : 0)
        return TrackPlay(
            track: Track(id: id, name: track.name, artists: [Artist(named: artist)]),
            play: Play(
                playedAt: Instant(milliseconds: minute), trackID: id, listenedMs: listened, source: .history,
                isToTheMinute: true))
    }

    private static func exported(
        _ track: Track, _ end: Int64, _ listened: Int64, _ numbers: inout SeededNumbers
    ) -> TrackPlay {
        let shift = numbers.chance(20) ? Int64.random(in: -8...8, using: &numbers) * 1000 : 0
        let seconds = end / 1000 * 1000 + shift
        var named = Track(id: track.id, name: track.name, url: track.url, album: "An album")
        // The export has the artist of the album, who may differ from that of the track.
        let artist = track.artists.first?.name ?? ""
        named.artists = [Artist(named: track.id == "track6" ? "Various" : artist)]
        return TrackPlay(
            track: named,
            play: Play(
                playedAt: Instant(milliseconds: seconds), trackID: track.id, listenedMs: listened, source: .history))
    }

    /// Random parts in which the plays may arrive: split, overlapping, late and in any order.
    func shuffledParts(_ numbers: inout SeededNumbers) -> [[TrackPlay]] {
        var parts: [[TrackPlay]] = []
        for plays in [offered, exported, toTheMinute] where !plays.isEmpty {
            var start = 0
            while start < plays.count {
                let length = Int.random(in: 1...20, using: &numbers)
                // A sync is offered many of the plays that the previous one was offered.
                let overlap = Int.random(in: 0...12, using: &numbers)
                parts.append(Array(plays[max(0, start - overlap)..<min(plays.count, start + length)]))
                start += length
            }
        }
        var late: [TrackPlay] = []
        for index in parts.indices {
            let (delayed, inTime) = parts[index].reduce(into: ([TrackPlay](), [TrackPlay]())) { result, play in
                if numbers.chance(4) { result.0.append(play) } else { result.1.append(play) }
            }
            parts[index] = inTime.shuffled(using: &numbers)
            late += delayed
        }
        let isInOrder = numbers.chance(50)
        if !isInOrder { parts.shuffle(using: &numbers) }
        let lateOffered = late.filter { $0.play.source == .api }
        let lateExported = late.filter { $0.play.source == .history }
        return parts + [lateExported, lateOffered]
    }
}
