import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

/// Bytes to rows, rows to plays.
@Suite struct ExportReadingTests {
    private func objects(_ text: String, chunk: Int) throws -> [String] {
        var cutter = JSONObjectCutter()
        var found: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try bytes[start..<min(bytes.count, start + chunk)].withUnsafeBytes { part in
                try cutter.feed(part) { found.append(String(decoding: $0, as: UTF8.self)) }
            }
        }
        try cutter.finish()
        return found
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096]) func `objects are cut out whole, however the bytes come`(
        _ chunk: Int
    ) throws {
        let inner = [#"{"a":"}]{[\\\"","b":[1,{"c":2}]}"#, "{}", #"{"d":"\\"}"#, #"{"e":"é🙂\u0022"}"#]
        #expect(try objects("\u{FEFF} [\(inner.joined(separator: " ,\n"))]  \r\n", chunk: chunk) == inner)
        #expect(try objects("[]", chunk: chunk).isEmpty)
    }

    @Test(arguments: [
        ("", JSONObjectCutter.Flaw.notAnArray), ("{}", .notAnArray), ("hello", .notAnArray), ("[1]", .notAnObject),
        ("[{}", .truncated), ("[{\"a\":", .truncated), ("[", .truncated), ("[{},]", .notAnObject),
        ("[{} {}]", .noComma), ("[{}] x", .trailing), ("[{}][", .trailing),
    ]) func `what is no list of objects is told apart`(_ text: String, _ flaw: JSONObjectCutter.Flaw) {
        for chunk in [1, 100] { #expect(throws: flaw) { try objects(text, chunk: chunk) } }
    }

    @Test func `an object without end is given up before it fills the memory`() {
        #expect(throws: JSONObjectCutter.Flaw.tooLong) {
            try objects("[{\"a\":\"" + String(repeating: "x", count: JSONObjectCutter.longestObject + 9), chunk: 65_536)
        }
    }

    private func row(_ text: String) throws -> ExportRow {
        try Array(text.utf8).withUnsafeBytes { try ExportRow($0) }
    }

    @Test func `fields are read with escapes, unknown ones are passed over`() throws {
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
        "{\"ts\"}", "{\"ts\":}", "{\"ts\":\"x\" \"y\":1}", "{\"ts\":tru}", "{ts:1}", "{\"a\":\"", "{\"a\":1,}", "{",
        "{\"a\":[1}",
    ]) func `what is not JSON is no row`(_ text: String) {
        #expect(throws: JSONFields.Malformed.self) { try row(text) }
    }

    private func verdict(_ text: String, includesPrivate: Bool = false) throws -> ExportBatch.Verdict {
        var batch = ExportBatch(includesPrivate: includesPrivate, now: .sample)
        return batch.add(try row(text))
    }

    @Test func `a play counts from 30 seconds`() throws {
        #expect(try verdict(ExportSamples.row(ms: 30_000)) == .play)
        #expect(try verdict(ExportSamples.row(ms: 29_999)) == .leftOut(.short))
        #expect(try verdict(ExportSamples.row(ms: -1)) == .leftOut(.short))
    }

    @Test func `podcasts, private sessions, broken clocks and nameless rows are left out`() throws {
        #expect(try verdict(ExportSamples.episode) == .leftOut(.spoken))
        #expect(
            try verdict(ExportSamples.row(track: nil, uri: nil, extra: #""audiobook_uri":"spotify:show:1","#))
                == .leftOut(.spoken))
        #expect(try verdict(ExportSamples.row(track: nil, artist: nil, uri: nil)) == .leftOut(.noTrack))
        #expect(try verdict(ExportSamples.row(track: nil)) == .leftOut(.noTrack))
        #expect(try verdict(ExportSamples.row(isPrivate: true)) == .leftOut(.privateSession))
        #expect(try verdict(ExportSamples.row(isPrivate: true), includesPrivate: true) == .play)
        #expect(try verdict(ExportSamples.row(ts: "1970-01-01T00:00:05Z")) == .leftOut(.wrongClock))
        #expect(try verdict(ExportSamples.row(ts: "2026-11-24T00:00:00Z")) == .leftOut(.wrongClock))
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

    @Test func `rows that make no sense are broken`() throws {
        for text in [
            "{}", #"{"ts":"2026-03-01T10:00:00Z"}"#, ExportSamples.row(ts: "2026-03-01 10:00"),
            ExportSamples.row(uri: "spotify:track:"), ExportSamples.row(uri: "spotify:track:a/b"),
            #"{"endTime":"2023-12-07 00:02:03","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07T00:02","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07 00:60","artistName":"A","trackName":"T","msPlayed":90000}"#,
            #"{"endTime":"2023-12-07 00:02","artistName":"A","trackName":"T","msPlayed":86400001}"#,
            ExportSamples.row(uri: "https://x"), ExportSamples.row(ms: 86_400_001),
        ] {
            guard case .broken = try verdict(text) else {
                Issue.record("taken: \(text)")
                continue
            }
        }
    }

    @Test func `every name of a track is handed on, for the store to choose`() throws {
        let rows = ["Zebra", "Apple", "Zebra"].map { ExportSamples.row(track: $0, artist: $0 + " Band") }
        var batch = ExportBatch(includesPrivate: false, now: .sample)
        for text in rows + [ExportSamples.row(track: nil)] { #expect(batch.add(try row(text)) == .play) }
        #expect(batch.count == 4)
        let tracks = batch.take().map(\.track)
        #expect(tracks.map(\.name) == ["Zebra", "Apple", "Zebra", "Zebra"], "a row without a name has the first one")
        #expect(Set(tracks.map(\.id)).count == 1 && tracks[1].artists.map(\.id) == ["export:Apple Band"])
        #expect(batch.count == 0)
    }

    @Test func `a row of account data is a play to the minute of a track without a link`() throws {
        var batch = ExportBatch(includesPrivate: false, now: .sample)
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

    @Test func `control characters do not get into names`() throws {
        var batch = ExportBatch(includesPrivate: false, now: .sample)
        #expect(batch.add(try row(ExportSamples.row(track: #"a\u0000b\nc"#))) == .play)
        #expect(batch.take().first?.track.name == "ab c")
    }
}
