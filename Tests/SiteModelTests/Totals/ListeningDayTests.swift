import TestSupport
import Testing

@testable import SiteModel

@Suite struct ListeningDayTests {
    /// Midnight in UTC.
    private let midnight = Instant(milliseconds: 20_779 * 86_400_000)

    private func play(
        _ track: String, at seconds: Double = 0, ms: Int64, name: String? = nil, isrc: String? = nil,
        artist: String? = "a", artistName: String? = nil
    ) -> NamedPlay {
        NamedPlay(
            playedAt: midnight + .seconds(seconds), listenedMs: ms, trackID: track, trackName: name ?? track,
            isrc: isrc,
            artistID: artist, artistName: artistName ?? artist)
    }

    private func day(_ plays: [NamedPlay]) throws -> ListeningDay {
        let days = ListeningDay.summing(plays, by: .utc)
        try #require(days.count == 1)
        return days[0]
    }

    @Test func `no plays make no days`() {
        #expect(ListeningDay.summing([], by: .utc).isEmpty)
    }

    @Test func `a play belongs to the date of its end`() {
        let plays = [
            play("t", at: -0.001, ms: 10), play("t", at: 0, ms: 100), play("t", at: 86_399.999, ms: 1000),
            play("t", at: 86_400, ms: 10_000),
        ]
        let days = ListeningDay.summing(plays, by: .utc)
        #expect(days.map(\.date.dayNumber) == [20_778, 20_779, 20_780])
        #expect(days.map(\.listenedMs) == [10, 1100, 10_000])
        #expect(days.map(\.plays) == [1, 2, 1])
    }

    @Test func `the date is that of the user's zone`() throws {
        let plays = [play("t", at: -0.001, ms: 1), play("t", at: 0, ms: 1)]
        let kathmandu = try #require(ZoneOffsets(identifier: "Asia/Kathmandu"))
        let newYork = try #require(ZoneOffsets(identifier: "America/New_York"))
        #expect(ListeningDay.summing(plays, by: kathmandu).map(\.date.dayNumber) == [20_779])
        #expect(ListeningDay.summing(plays, by: newYork).map(\.date.dayNumber) == [20_778])
    }

    @Test func `a day of twenty-five hours holds all of them`() throws {
        let berlin = try #require(ZoneOffsets(identifier: "Europe/Berlin"))
        let start = berlin.start(of: try #require(LocalDate("2026-10-25")))
        let plays = (0..<26).map { hour in
            var play = play("t", ms: 1)
            play.playedAt = start + .seconds(hour * 3600)
            return play
        }
        #expect(ListeningDay.summing(plays, by: berlin).map(\.plays) == [25, 1])
    }

    @Test func `the most listened to is on top`() throws {
        let day = try day([
            play("one", ms: 100, artist: "x"), play("two", ms: 60, artist: "y"), play("three", ms: 60, artist: "y"),
        ])
        #expect(day.topTrackID == "one" && day.topArtistID == "y" && day.listenedMs == 220)
    }

    @Test func `ties go to more plays, then to the first by name, then by key`() throws {
        let byPlays = try day([
            play("a", ms: 100, artist: "a"), play("z", ms: 50, artist: "z"), play("z", ms: 50, artist: "z"),
        ])
        #expect(byPlays.topTrackID == "z" && byPlays.topArtistID == "z")
        let byName = try day([
            play("a", ms: 100, name: "Zoo", artist: "a", artistName: "Zoo"),
            play("z", ms: 100, name: "Abc", artist: "z", artistName: "Abc"),
        ])
        #expect(byName.topTrackID == "z" && byName.topArtistID == "z")
        let byKey = try day([
            play("b", ms: 100, name: "Same", artist: "b", artistName: "Same"),
            play("a", ms: 100, name: "Same", artist: "a", artistName: "Same"),
        ])
        #expect(byKey.topTrackID == "a" && byKey.topArtistID == "a")
    }

    @Test func `names are compared by bytes, not by a language`() throws {
        let names = ["é", "e\u{301}", "Z", "a", "ß"]
        let plays = names.enumerated().map { play("t\($0.offset)", ms: 5, name: $0.element, artist: nil) }
        #expect(try day(plays).topTrackID == "t2")
        #expect(try day(plays.filter { $0.trackName != "Z" }).topTrackID == "t3")
    }

    @Test func `one recording under several keys counts as one`() throws {
        let plays = [
            play("album", ms: 40, isrc: "X"), play("single", ms: 50, isrc: "X"), play("other", ms: 80, isrc: "Y"),
        ]
        #expect(try day(plays).topTrackID == "single")
        #expect(try day(plays + [play("album", ms: 20, isrc: "X")]).topTrackID == "album")
    }

    @Test func `tracks without a recording code are not combined`() throws {
        let plays = [
            play("a", ms: 40), play("b", ms: 50), play("c", ms: 45, isrc: ""), play("d", ms: 46, isrc: ""),
            play("e", ms: 60, isrc: "Z"),
        ]
        #expect(try day(plays).topTrackID == "e")
    }

    @Test func `a track known only by name counts with the track of that name`() throws {
        let named = try #require(RecordingName(artist: "a", title: "song")).trackID
        let plays = [play(named, ms: 50, name: "song"), play("id", ms: 20, name: "Song"), play("z", ms: 60)]
        #expect(try day(plays).topTrackID == "id", "the one with a link is named")
        let coded = [
            play(named, ms: 50, name: "song"), play("id", ms: 20, name: "Song", isrc: "Y"), play("z", ms: 60),
            play("live", ms: 15, name: "Song", isrc: "X"),
        ]
        #expect(try day(coded).topTrackID == "live", "of two recordings of that name it is the first by code")
        #expect(try day([plays[0], plays[2]]).topTrackID == "z")
        #expect(try day([plays[0]]).topTrackID == named)
    }

    @Test func `a recording code that equals a key is not combined with it`() throws {
        let plays = [play("X", ms: 40), play("y", ms: 50, isrc: "X"), play("z", ms: 60)]
        #expect(try day(plays).topTrackID == "z")
    }

    @Test func `plays without an artist count for the day, but for no artist`() throws {
        let plays = [play("t", ms: 100, artist: nil), play("u", ms: 1, artist: "a")]
        #expect(try day(plays).topArtistID == "a")
        #expect(try day([play("t", ms: 100, artist: nil)]).topArtistID == nil)
        #expect(try day(plays).listenedMs == 101)
    }

    @Test func `plays without listened time still make a day`() throws {
        let day = try day([play("b", ms: 0), play("a", ms: 0)])
        #expect(day.plays == 2 && day.listenedMs == 0 && day.topTrackID == "a")
    }

    @Test func `the order of the plays does not matter`() {
        var random = SeededNumbers(seed: 3)
        for _ in 0..<50 {
            // Few values, so that there are many ties.
            let plays = (0..<40).map { _ in
                let number = Int.random(in: 0..<6, using: &random)
                return play(
                    "t\(number)", at: Double.random(in: -90_000...90_000, using: &random),
                    ms: Int64.random(in: 1...3, using: &random), name: "n\(number / 2)",
                    isrc: number < 4 ? "i\(number / 2)" : nil, artist: number == 5 ? nil : "a\(number % 3)",
                    artistName: "same")
            }
            let expected = ListeningDay.summing(plays, by: .utc)
            for _ in 0..<5 { #expect(ListeningDay.summing(plays.shuffled(using: &random), by: .utc) == expected) }
        }
    }
}

/// A play with all that it is ranked by.
private struct NamedPlay {
    var playedAt: Instant
    var listenedMs: Int64
    var trackID: String
    var trackName: String
    var isrc: String?
    var artistID: String?
    var artistName: String?
}

extension ListeningDay {
    fileprivate static func summing(_ named: [NamedPlay], by clock: ZoneOffsets) -> [ListeningDay] {
        var tracks = PlayedTracks()
        let plays = named.map { play in
            DayPlay(
                playedAt: play.playedAt, listenedMs: play.listenedMs,
                track: tracks.index(of: play.trackID)
                    ?? tracks.add(
                        id: play.trackID, name: play.trackName, isrc: play.isrc, artistID: play.artistID,
                        artistName: play.artistName))
        }
        return summing(plays, of: tracks.all, by: clock)
    }
}
