import Foundation
import SiteModel

@testable import SyncRunner

/// Rows of a listening history as Spotify writes them.
enum HistorySamples {
    static func row(
        ts: String = "2026-03-01T10:00:00Z", ms: Int64 = 180_000, track: String? = "Song", artist: String? = "Band",
        uri: String? = "spotify:track:4uLU6hMCjMI75M1A2tKUQC", extra: String = "", isPrivate: Bool = false
    ) -> String {
        func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
        return """
            {"ts":"\(ts)","platform":"linux","ms_played":\(ms),"conn_country":"DE","ip_addr":"192.0.2.77",\
            "master_metadata_track_name":\(quoted(track)),"master_metadata_album_artist_name":\(quoted(artist)),\
            "master_metadata_album_album_name":"Album","spotify_track_uri":\(quoted(uri)),\(extra)\
            "offline":false,"offline_timestamp":null,"incognito_mode":\(isPrivate)}
            """
    }

    /// Rows of account data about the same plays as ``rows(_:)``.
    static func accountRows(_ range: Range<Int>) -> [String] {
        range.map { index in
            let minute = "2026-03-01 \(String(100 + index / 60).dropFirst()):\(String(100 + index % 60).dropFirst())"
            return """
                {"endTime":"\(minute)","artistName":"Band \(index % 3)","trackName":"SONG \(index % 7)",\
                "msPlayed":\(45_000 + index)}
                """
        }
    }

    /// A podcast's row.
    static let episode = """
        {"ts":"2026-03-01T11:00:00Z","ms_played":900000,"master_metadata_track_name":null,"spotify_track_uri":null,\
        "episode_name":"Two","episode_show_name":"Talk","spotify_episode_uri":"spotify:episode:1","incognito_mode":false}
        """

    static func file(_ rows: [String]) -> String { "[\n  " + rows.joined(separator: ",\n  ") + "\n]\n" }

    /// One play per minute of the eight hours from 10:00 on each day, of seventy tracks in turn.
    static func rows(ofDaysFrom first: LocalDate, count: Int) -> [String] {
        (0..<count).map { index in
            let minute = index % 480
            let time = "\(10 + minute / 60):\(String(100 + minute % 60).dropFirst()):07Z"
            return row(
                ts: "\(first.advanced(by: index / 480))T\(time)", ms: 45_000, track: "Song \(index % 70)",
                artist: "Band \(index % 30)", uri: "spotify:track:id\(index % 70)")
        }
    }

    /// One play per minute, of seven tracks in turn.
    static func rows(_ range: Range<Int>) -> [String] {
        range.map { index in
            let moment =
                "2026-03-01T\(String(100 + index / 60).dropFirst()):\(String(100 + index % 60).dropFirst()):07Z"
            return row(
                ts: moment, ms: 45_000 + Int64(index), track: "Song \(index % 7)", artist: "Band \(index % 3)",
                uri: "spotify:track:id\(index % 7)")
        }
    }
}

extension ByteSource {
    /// The bytes of a text in chunks of at most `chunk` bytes.
    static func bytes(of text: String, chunk: Int) -> ByteSource {
        var rest = Array(text.utf8)[...]
        return ByteSource { buffer in
            let part = rest.prefix(min(chunk, buffer.count))
            rest = rest.dropFirst(part.count)
            buffer.copyBytes(from: part)
            return part.count
        }
    }
}

/// An uncompressed zip, written by hand so that tests need no tool.
enum StoredZip {
    static func data(_ files: [(name: String, contents: String)], isEncrypted: Bool = false) -> Data {
        var body = Data()
        var directory = Data()
        for file in files {
            let contents = Data(file.contents.utf8)
            let name = Data(file.name.utf8)
            let offset = body.count
            var common = Data()
            // Version, flags, method, time, date, checksum, both sizes, lengths of name and extra field.
            common.append16(20, isEncrypted ? 0x801 : 0x800, 0, 0, 0x5A21)
            common.append32(checksum(contents), UInt32(contents.count), UInt32(contents.count))
            common.append16(UInt16(name.count), 0)
            body.append32(0x0403_4B50)
            body += common + name + contents
            directory.append32(0x0201_4B50)
            directory.append16(20)
            directory += common
            directory.append16(0, 0, 0)
            directory.append32(0, UInt32(offset))
            directory += name
        }
        let start = body.count
        body += directory
        body.append32(0x0605_4B50)
        body.append16(0, 0, UInt16(files.count), UInt16(files.count))
        body.append32(UInt32(directory.count), UInt32(start))
        body.append16(0)
        return body
    }

    private static func checksum(_ data: Data) -> UInt32 {
        ~data.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}

extension Data {
    fileprivate mutating func append16(_ values: UInt16...) {
        for value in values { Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) } }
    }

    fileprivate mutating func append32(_ values: UInt32...) {
        for value in values { Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) } }
    }
}
