import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Imports of both kinds of export, and plays that are kept for a limited time.
@Suite(.timeLimit(.minutes(20))) struct ImportingTests {
    private static let extended = """
        [{"ts":"2024-03-01T10:00:12Z","ms_played":200000,"master_metadata_track_name":"One",\
        "master_metadata_album_artist_name":"Band","spotify_track_uri":"spotify:track:one","ip_addr":"192.0.2.77"},
        {"ts":"2024-03-01T10:09:12Z","ms_played":190000,"master_metadata_track_name":"Two",\
        "master_metadata_album_artist_name":"Band","spotify_track_uri":"spotify:track:two","incognito_mode":true}]
        """
    private static let account = """
        [{"endTime":"2024-03-01 10:00","artistName":"band","trackName":"One","msPlayed":200000},
        {"endTime":"2024-03-01 10:05","artistName":"Band","trackName":"Three","msPlayed":180000},
        {"endTime":"2024-03-01 10:06","artistName":"Band","trackName":"Four","msPlayed":1000}]
        """
    private static let talk =
        #"[{"endTime":"2024-03-01 10:00","podcastName":"Talk","episodeName":"1","msPlayed":900000}]"#

    /// The lines of a report, without the padding of its columns.
    private static func lines(_ report: String) -> [String] {
        report.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test func `both kinds of export can be imported, and any other file is refused`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write(Self.extended, to: "my/Streaming_History_Audio_2024.json")
            try site.write(Self.account, to: "my/StreamingHistory_music_0.json")
            try site.write(Self.talk, to: "my/StreamingHistory_podcast_0.json")
            try site.write(#"{"playlists":[]}"#, to: "Playlist1.json")
            let before = try site.allRows()
            for wrong in ["Playlist1.json", "output", "nowhere"] {
                let refused = try await site.run("import", "theo", "my", wrong)
                #expect(refused.status == 65)
                #expect(refused.stdout == "")
                #expect(refused.stderr.contains(wrong))
            }
            #expect(try site.allRows() == before)

            let first = try await site.run("import", "theo", "my/StreamingHistory_music_0.json").succeeds()
            #expect(Self.lines(first.stdout).contains("new plays 2"), "\(first.stdout)")
            let all = try await site.run("import", "theo", "my").succeeds()
            #expect(
                Self.lines(all.stdout) == [
                    "files read 3", "rows read 6", "new plays 0", "made exact 1", "already there 2",
                    "left out: private sessions 1", "left out: under 30 seconds 1",
                    "left out: podcasts and audiobooks 1",
                ])
            let stored = try site.plays(of: "theo", before: 1_720_000_000_000)
            #expect(stored == ["one 200000", "export:band\u{1F}three 180000"])
            let imported = try site.allRows()
            try await site.run("import", "theo", "my", "my/StreamingHistory_music_0.json").succeeds()
            #expect(try site.allRows() == imported)
            let document = try await site.run("export", "theo").succeeds().stdout
            #expect(document.contains(#"{"minute":"2024-03-01T10:05:00Z","listenedMs":180000,"track":"Three""#))
            #expect(!document.contains("192.0.2.77"))
        }
    }

    @Test func `a link to nothing and a folder with such a name do not keep the rest from being imported`()
        async throws
    {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write(Self.extended, to: "my/Streaming_History_Audio_2.json")
            try site.write("", to: "my/Streaming_History_Audio_1.json/.keep")
            try FileManager.default.createSymbolicLink(
                atPath: site.path + "/my/Streaming_History_Audio_0.json", withDestinationPath: "nowhere")
            let outcome = try await site.run("import", "theo", "my")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(Self.lines(outcome.stdout).contains("new plays 1"), "\(outcome)")
            #expect(outcome.complaints(about: "Streaming_History_Audio_0.json").count == 1, "\(outcome)")
            #expect(outcome.stderr.split(separator: "\n").count == 1, "\(outcome)")
        }
    }

    @Test(arguments: [String.Encoding.utf16, .utf8])
    func `a history in another form is told what form is wanted`(encoding: String.Encoding) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            // UTF-16, and JSON Lines.
            let rows = String(Self.extended.replacing("},", with: "}").dropFirst().dropLast())
            let text = encoding == .utf8 ? rows : Self.extended
            try site.write(#require(text.data(using: encoding)), to: "Streaming_History_Audio_1.json")
            let outcome = try await site.run("import", "theo", "Streaming_History_Audio_1.json")
            #expect(outcome.status == 65, "\(outcome)")
            #expect(outcome.stderr.contains("a JSON list in UTF-8"), "\(outcome)")
        }
    }

    @Test func `plays.keep deletes old plays from the API without changing days or pages`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.write(Self.extended, to: "endsong_0.json")
            try await site.run("import", "theo", "endsong_0.json").succeeds()
            try await site.run("run").succeeds()
            // Plays of the present month stay; on its first day, some users are still in the one before.
            let day = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: Date()).day ?? 1
            let boundary = Date().milliseconds - 86_400_000 * Int64(day == 1 ? 33 : day)
            let (days, tree) = (try site.listeningDays(), try site.tree().contents())
            let imported = try site.playCount(source: "export")
            for _ in 0..<2 {
                // Old plays are deleted only in a run with a successful sync.
                try site.turnBack(by: 90_000, ["theo"])
                let run = try await site.run("run", "--json", with: ["SITEGEN_PLAYS_KEEP": "1d"]).succeeds()
                #expect(run.stdout.contains(#""written" : 0"#) || run.stdout.contains(#""written":0"#), "\(run.stdout)")
                #expect(try site.playCount(source: "api", before: boundary) == 0)
                #expect(try site.listeningDays() == days)
                #expect(try site.playCount(source: "export") == imported)
                #expect(try site.tree().contents() == tree)
            }
        }
    }
}
