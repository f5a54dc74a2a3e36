import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

/// Reads bytes to rows, and rows to plays.
@Suite struct HistoryReadingTests {
    /// The objects of a list, each as its keys and values.
    private func objects(_ text: String, chunk: Int) throws -> [String] {
        var reader = JSONListReader(.bytes(of: text, chunk: chunk))
        var found: [String] = []
        while true {
            var fields: [String] = []
            let isObject = try reader.next { key, value in
                let text = value.text ?? value.integer.map(String.init) ?? "-"
                fields.append(String(decoding: key, as: UTF8.self) + "=" + text)
            }
            guard isObject else { return found }
            found.append(fields.joined(separator: " "))
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096]) func `objects are read whole, in chunks of any size`(
        _ chunk: Int
    ) throws {
        let inner = [
            #"{"a":"}]{[\\\"","b":[1,{"c":"]}"}]}"#, "{}", #"{"d":"\\"}"#,
            #"{"e":"é🙂\u0022\ud83d\ude42","f":null,"g":12}"#,
        ]
        #expect(
            try objects("\u{FEFF} [\(inner.joined(separator: " ,\n"))]  \r\n", chunk: chunk)
                == [#"a=}]{[\" b=-"#, "", #"d=\"#, #"e=é🙂"🙂 f=- g=12"#])
        #expect(try objects("[]", chunk: chunk).isEmpty)
    }

    @Test(arguments: [
        ("", JSONListReader.Flaw.notAnArray), ("\u{FEFF}", .notAnArray), ("{}", .notAnArray), ("hello", .notAnArray),
        ("[1]", .notAnObject), ("[{}", .truncated), ("[{\"a\":", .truncated), ("[{\"a\" x", .truncated),
        ("[{\"a\":\"", .truncated), ("[{\"a\":[1}", .truncated), ("[", .truncated), ("[{},]", .notAnObject),
        ("[{} {}]", .noComma), ("[{}] x", .trailing), ("[{}][", .trailing),
    ]) func `a file that is not a list of objects is refused with the reason`(
        _ text: String, _ flaw: JSONListReader.Flaw
    ) {
        for chunk in [1, 100] { #expect(throws: flaw) { try objects(text, chunk: chunk) } }
    }

    @Test(arguments: [
        #"[{"a":"%"}]"#, #"[{"a":%}]"#, #"[{"a":[%]}]"#, #"[{"a" %}]"#,
    ]) func `an object of more than a megabyte is refused`(_ text: String) {
        let padding = String(repeating: "1", count: JSONListReader.longestObject)
        let parts = text.split(separator: "%")
        #expect(throws: JSONListReader.Flaw.tooLong) { try objects(parts.joined(separator: padding), chunk: 65_536) }
        #expect(throws: JSONListReader.Flaw.tooLong) { try objects("\(parts[0])\(padding)\(padding)", chunk: 65_536) }
    }

    @Test func `white space between objects may be longer than an object`() throws {
        let space = String(repeating: " ", count: JSONListReader.longestObject * 2)
        #expect(try objects("[{}\(space),\(space){}]", chunk: 65_536).count == 2)
    }

    @Test(arguments: [1, 5, 4096]) func `rows after one that is not JSON are read`(_ chunk: Int) throws {
        var reader = JSONListReader(.bytes(of: #"[{"ts":"1"},{"ts" [{"]":1}] "}"},{"ts":"3"}]"#, chunk: chunk))
        #expect(try reader.nextRow()?.endedAt == "1")
        do {
            _ = try reader.nextRow()
            Issue.record("read a row that is not JSON")
        } catch is JSONListReader.Malformed {}
        #expect(try reader.nextRow()?.endedAt == "3")
        #expect(try reader.nextRow() == nil)
    }

    private func row(_ text: String) throws -> HistoryRow {
        var reader = JSONListReader(.bytes(of: "[\(text)]", chunk: 4096))
        return try #require(try reader.nextRow())
    }

    @Test func `fields are read with escapes, and unknown fields are ignored`() throws {
        let row = try row(
            #"""
            { "x" : {"ts":"no","l":[1,"]"]}, "ts" : "2026-03-01T10:00:00Z" ,"ms_played":31000,"y":-1.5e3,"z":[],
              "master_metadata_track_name":"a\"\\\/\n\tAé\ud83d\ude42\ud83dx", "incognito_mode" : true,
              "spotify_track_uri":"spotify:track:1","skipped":null}
            """#)
        #expect(row.endedAt == "2026-03-01T10:00:00Z" && row.listenedMs == 31_000 && row.isPrivate)
        #expect(row.trackName == "a\"\\/\n\tAé🙂\u{FFFD}x")
        #expect(row.artistName == nil && !row.isSpoken)
    }

    @Test(arguments: [
        ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
        ("30000.5", nil), ("3e4", nil), ("\"30000\"", nil), ("\(String(repeating: "9", count: 500))", nil),
    ]) func `a listened time is a 64-bit integer`(_ text: String, _ expected: Int64?) throws {
        #expect(try row(#"{"ms_played":\#(text)}"#).listenedMs == expected)
    }

    @Test(arguments: [#"\ud83d"#, #"\ude42"#, #"\q"#, #"\u12"#, #"\u+123"#]) func `a broken escape becomes U+FFFD`(
        _ escape: String
    ) throws {
        #expect(try row(#"{"trackName":"a\#(escape)"}"#).trackName?.hasPrefix("a\u{FFFD}") == true)
    }

    @Test(arguments: [
        "{\"ts\"}", "{\"ts\":}", "{\"ts\":\"x\" \"y\":1}", "{\"ts\":tru}", "{\"ts\":trues}", "{ts:1}", "{\"a\":1,}",
        "{,}",
    ]) func `an object that is not JSON is not a row`(_ text: String) {
        #expect(throws: JSONListReader.Malformed.self) { try row(text) }
    }

    private func verdict(_ text: String, includesPrivate: Bool = false) throws -> HistoryBatch.Verdict {
        var batch = HistoryBatch(includesPrivate: includesPrivate, now: .sample)
        return batch.add(try row(text))
    }

    @Test func `a play counts from 30 seconds`() throws {
        #expect(try verdict(HistorySamples.row(ms: 30_000)) == .play)
        #expect(try verdict(HistorySamples.row(ms: 29_999)) == .leftOut(.short))
        #expect(try verdict(HistorySamples.row(ms: -1)) == .leftOut(.short))
    }

    @Test func `podcasts, private sessions, wrong clocks and rows without names are left out`() throws {
        #expect(try verdict(HistorySamples.episode) == .leftOut(.spoken))
        #expect(
            try verdict(HistorySamples.row(track: nil, uri: nil, extra: #""audiobook_uri":"spotify:show:1","#))
                == .leftOut(.spoken))
        #expect(try verdict(HistorySamples.row(track: nil, artist: nil, uri: nil)) == .leftOut(.noTrack))
        #expect(try verdict(HistorySamples.row(track: nil)) == .leftOut(.noTrack))
        #expect(try verdict(HistorySamples.row(isPrivate: true)) == .leftOut(.privateSession))
        #expect(try verdict(HistorySamples.row(isPrivate: true), includesPrivate: true) == .play)
        #expect(try verdict(HistorySamples.row(ts: "1970-01-01T00:00:05Z")) == .leftOut(.wrongClock))
        #expect(try verdict(HistorySamples.row(ts: "2026-11-24T00:00:00Z")) == .leftOut(.wrongClock))
        #expect(
            try verdict(#"{"endTime":"2023-12-07 00:02","artistName":"A","trackName":"T","msPlayed":90000}"#)
                == .play)
        #expect(
            try verdict(#"{"endTime":"2023-12-07 00:02","podcastName":"A","episodeName":"T","msPlayed":90000}"#)
                == .leftOut(.spoken))
        #expect(
            try verdict(#"{"endTime":"2023-12-07 00:02","audiobookName":"A","chapterName":"T","msPlayed":90000}"#)
                == .leftOut(.spoken))
        #expect(
            try verdict(#"{"endTime":"2023-12-07 00:02","artistName":" ","trackName":"T","msPlayed":90000}"#)
                == .leftOut(.noTrack))
    }

    @Test func `rows with impossible values are broken`() throws {
        for text in [
            "{}", #"{"ts":"2026-03-01T10:00:00Z"}"#, HistorySamples.row(ts: "2026-03-01 10:00"),
            HistorySamples.row(uri: "spotify:track:"), HistorySamples.row(uri: "spotify:track:a/b"),
            #"{"endTime":"2023-12-07 00:02:03","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07T00:02","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07 00:60","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07 00:02","artistName":"A","trackName":"T","msPlayed":86400001}"#,
            HistorySamples.row(uri: "https://x"), HistorySamples.row(ms: 86_400_001),
        ] {
            guard case .broken = try verdict(text) else {
                Issue.record("taken: \(text)")
                continue
            }
        }
    }

    @Test func `the store receives every name of a track`() throws {
        let rows = ["Zebra", "Apple", "Zebra"].map { HistorySamples.row(track: $0, artist: $0 + " Band") }
        var batch = HistoryBatch(includesPrivate: false, now: .sample)
        for text in rows + [HistorySamples.row(track: nil)] { #expect(batch.add(try row(text)) == .play) }
        #expect(batch.count == 4)
        let tracks = batch.take().map(\.track)
        #expect(tracks.map(\.name) == ["Zebra", "Apple", "Zebra", "Zebra"], "a row without a name has the first one")
        #expect(Set(tracks.map(\.id)).count == 1 && tracks[1].artists.map(\.id) == ["export:Apple Band"])
        #expect(batch.count == 0)
    }

    @Test func `a row of account data is a play to the minute, of a track without a link`() throws {
        var batch = HistoryBatch(includesPrivate: false, now: .sample)
        for names in [(" The  Band", "Söng"), ("the band", "SO\u{308}NG ")] {
            let text = """
                {"endTime":"2025-11-03 21:47","artistName":"\(names.0)","trackName":"\(names.1)","msPlayed":90000}
                """
            #expect(batch.add(try row(text)) == .play)
        }
        let plays = batch.take()
        #expect(plays[0].play.playedAt == Instant("2025-11-03T21:47:00Z") && plays[0].play.isToTheMinute)
        #expect(plays[0].track.url == nil && plays[0].track.artists.map(\.name) == [" The  Band"])
        #expect(plays[0].track.id == plays[1].track.id, "case, spaces and how an umlaut is composed do not matter")
        #expect(Track.isNamedOnly(plays[0].track.id) && plays[0].play.trackID == plays[0].track.id)
    }

    @Test func `names hold no control characters`() throws {
        var batch = HistoryBatch(includesPrivate: false, now: .sample)
        #expect(batch.add(try row(HistorySamples.row(track: #"a\u0000b\nc"#))) == .play)
        #expect(batch.take().first?.track.name == "ab c")
    }
}
