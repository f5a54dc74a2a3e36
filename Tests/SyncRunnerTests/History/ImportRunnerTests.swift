import Foundation
import GRDB
import SiteModel
import SpotifySimulator
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

/// Imports files into the store.
@Suite struct ImportRunnerTests {
    struct Bench {
        var folder: String
        var store: Store
        var database: DatabaseQueue
        var user: User

        func write(_ text: String, to name: String) throws -> String { try write(Data(text.utf8), to: name) }

        func write(_ data: Data, to name: String) throws -> String {
            let url = URL(filePath: folder).appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: url)
            return url.path(percentEncoded: false)
        }

        func run(_ files: [String], includePrivate: Bool = false) async throws -> ImportReport {
            try await ImportRunner(store: store, clock: .fixed(.sample)).run(
                files: files, user: "ada", includePrivate: includePrivate)
        }

        func contents() async throws -> [String] {
            try await database.read { database in
                try ["play", "listeningDay", "track", "trackArtist"].flatMap { table in
                    try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2, 3").map { "\(table) \($0)" }
                }
            }
        }
    }

    private func bench(_ body: (Bench) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let (store, database, user) = try await emptyStore()
            try await body(Bench(folder: folder, store: store, database: database, user: user))
        }
    }

    @Test func `a file, a folder and a zip with the same rows give the same store`() async throws {
        let rows = HistorySamples.rows(0..<90)
        let parts = [HistorySamples.file(Array(rows[..<50])), HistorySamples.file(Array(rows[40...]))]
        var results: [[String]] = []
        try await bench { bench in
            let path = try bench.write(HistorySamples.file(rows), to: "anything.json")
            let report = try await bench.run([path])
            #expect(report.rows == 90 && report.newPlays == 90 && report.failureCount == 0)
            results.append(try await bench.contents())
            let again = try await bench.run([path])
            #expect(again.newPlays == 0 && again.knownPlays == 90)
            results.append(try await bench.contents())
        }
        try await bench { bench in
            _ = try bench.write(parts[0], to: "in/deep/Streaming_History_Audio_2026_1.json")
            _ = try bench.write(parts[1], to: "in/endsong_0.json")
            _ = try bench.write("no JSON", to: "in/Streaming_History_Video_2026.json")
            let report = try await bench.run([bench.folder + "/in"])
            #expect(report.files.count == 2 && report.rows == 100 && report.newPlays == 90 && report.knownPlays == 10)
            results.append(try await bench.contents())
        }
        try await bench { bench in
            let zip = StoredZip.data([
                ("My Data/ReadMe.pdf", "%PDF"), ("My Data/Streaming_History_Audio_2026_2.json", parts[1]),
                ("__MACOSX/._Streaming_History_Audio_2026_2.json", "x"),
                ("My Data/Streaming_History_Audio_2026_1.json", parts[0]),
            ])
            let report = try await bench.run([try bench.write(zip, to: "my_spotify_data.zip")])
            #expect(report.rows == 100 && report.newPlays == 90 && report.failureCount == 0)
            results.append(try await bench.contents())
        }
        #expect(Set(results).count == 1)
        #expect(results.first?.isEmpty == false)
    }

    @Test func `a file of more plays than a transaction takes gives the same store as its parts`() async throws {
        let rows = HistorySamples.rows(ofDaysFrom: LocalDate(dayNumber: 20_089), count: ImportWork.mostPlays * 2 + 500)
        var results: [[String]] = []
        try await bench { bench in
            let report = try await bench.run([try bench.write(HistorySamples.file(rows), to: "whole.json")])
            #expect(report.newPlays == rows.count)
            results.append(try await bench.contents())
        }
        try await bench { bench in
            let parts = [rows[..<300], rows[300..<9000], rows[9000...]].enumerated().map { ($0, Array($1)) }
            let paths = try parts.map { try bench.write(HistorySamples.file($1), to: "part-\($0).json") }
            #expect(try await bench.run(paths).newPlays == rows.count)
            results.append(try await bench.contents())
        }
        #expect(results[0] == results[1])
    }

    @Test func `a broken row and a broken file are named, and the rest is imported`() async throws {
        try await bench { bench in
            var rows = HistorySamples.rows(0..<6)
            rows[2] = #"{"ts":"2026-03-01T10:00:00Z","ms_played":}"#
            rows[4] = HistorySamples.row(uri: "spotify:nothing")
            let whole = try bench.write(HistorySamples.file(rows), to: "Streaming_History_Audio_1.json")
            let cut = try bench.write(
                "[" + HistorySamples.rows(10..<12).joined(separator: ",") + ",{\"ts\":\"20", to: "endsong_2.json")
            let report = try await bench.run([whole, cut])
            #expect(report.newPlays == 6 && report.rows == 8)
            #expect(report.failureCount == 3)
            #expect(report.failures.map(\.row) == [3, 5, 3])
            #expect(report.failures[0].description.hasPrefix(whole + ", row 3: "))
            #expect(report.failures[2].description.contains("ends in the middle"))
        }
    }

    @Test func `rows that are left out are counted by reason`() async throws {
        try await bench { bench in
            let rows = [
                HistorySamples.row(), HistorySamples.row(), HistorySamples.row(ms: 100), HistorySamples.episode,
                HistorySamples.row(ts: "2026-03-02T10:00:00Z", isPrivate: true),
            ]
            let path = try bench.write(HistorySamples.file(rows), to: "endsong_0.json")
            let report = try await bench.run([path])
            #expect(report.newPlays == 1 && report.knownPlays == 1 && report.rows == 5)
            #expect(report.leftOut == [.short: 1, .spoken: 1, .privateSession: 1])
            let more = try await bench.run([path], includePrivate: true)
            #expect(more.newPlays == 1 && more.leftOut == [.short: 1, .spoken: 1])
        }
    }

    @Test func `a file of the wrong kind changes nothing, nor do the files before it`() async throws {
        try await bench { bench in
            let good = try bench.write(HistorySamples.file(HistorySamples.rows(0..<3)), to: "endsong_0.json")
            let wrong = [
                try bench.write(#"{"tracks":[]}"#, to: "YourLibrary.json"),
                try bench.write(#"[{"searchTime":"2026"}]"#, to: "SearchQueries.json"),
                try bench.write("", to: "empty.json"), try bench.write("%PDF-1.7", to: "ReadMe.pdf"),
                try bench.write(StoredZip.data([("a.txt", "hello")]), to: "other.zip"),
                try bench.write(Data(StoredZip.data([("endsong_0.json", "[]")]).prefix(20)), to: "cut.zip"),
                bench.folder + "/nowhere.json",
            ]
            for path in wrong {
                await #expect(throws: ImportError.self, "\(path)") { _ = try await bench.run([good, path]) }
            }
            #expect(try await bench.contents().isEmpty)
            await #expect(throws: StoreError.self) {
                _ = try await ImportRunner(store: bench.store).run(files: [good], user: "adah")
            }
        }
    }

    @Test func `addresses, agents and countries are not stored`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: folder + "/db")
            _ = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: .sample)
            let path = folder + "/endsong_0.json"
            try HistorySamples.file([HistorySamples.row()]).write(toFile: path, atomically: true, encoding: .utf8)
            _ = try await ImportRunner(store: store, clock: .fixed(.sample)).run(files: [path], user: "ada")
            let bytes = try Data(contentsOf: URL(filePath: folder + "/db-wal"))
            #expect(bytes.range(of: Data("4uLU6hMCjMI75M1A2tKUQC".utf8)) != nil)
            for text in ["192.0.2.77", "linux"] { #expect(bytes.range(of: Data(text.utf8)) == nil) }
        }
    }

    @Test func `progress rises to the size of the files`() async throws {
        try await bench { bench in
            let path = try bench.write(HistorySamples.file(HistorySamples.rows(0..<1200)), to: "endsong_0.json")
            let seen = Mutex<[ImportProgress]>([])
            _ = try await ImportRunner(store: bench.store, clock: .fixed(.sample)).run(files: [path], user: "ada") {
                step in
                seen.withLock { $0.append(step) }
            }
            let steps = seen.withLock { $0 }
            #expect(steps.count > 1 && steps.last?.bytesRead == steps.last?.bytes)
            #expect(steps.map(\.rows) == steps.map(\.rows).sorted() && steps.last?.rows == 1200)
        }
    }

    @Test func `both kinds of history give the same store, in one zip or two files, in any order`() async throws {
        let extended = HistorySamples.file(HistorySamples.rows(0..<60))
        let account = HistorySamples.file(HistorySamples.accountRows(30..<90))
        let talk = HistorySamples.file([
            #"{"endTime":"2026-03-01 10:00","podcastName":"Talk","episodeName":"One","msPlayed":900000}"#
        ])
        let names = [
            "A/Streaming_History_Audio_2026_0.json", "A/StreamingHistory_music_0.json",
            "A/StreamingHistory_podcast_0.json",
        ]
        var results: [[String]] = []
        for order in [[0, 1, 2], [2, 1, 0]] {
            try await bench { bench in
                let zip = StoredZip.data(order.map { (names[$0], [extended, account, talk][$0]) })
                let report = try await bench.run([try bench.write(zip, to: "all.zip")])
                #expect(report.rows == 121 && report.leftOut == [.spoken: 1] && report.failureCount == 0)
                #expect(report.newPlays == 90 && report.newPlays + report.mergedPlays + report.knownPlays == 120)
                #expect(report.mergedPlays == (order[0] == 0 ? 0 : 30), "known to the minute, then exact")
                results.append(try await bench.contents())
            }
        }
        try await bench { bench in
            let files = try [account, extended].enumerated().map {
                try bench.write($0.element, to: "\($0.offset).json")
            }
            for file in files + files { _ = try await bench.run([file]) }
            let again = try await bench.run(files.reversed())
            #expect(again.newPlays == 0 && again.mergedPlays == 0 && again.knownPlays == 120)
            results.append(try await bench.contents())
        }
        #expect(Set(results).count == 1)
        let rows = try #require(results.first)
        #expect(rows.count { $0.hasPrefix("play ") } == 90)
    }

    @Test func `a truncated zip is named with the file in it, and the rows before the cut are imported`() async throws {
        try await bench { bench in
            let rows = HistorySamples.file(HistorySamples.rows(0..<30))
            let zip = StoredZip.data([("Streaming_History_Audio_1.json", rows), ("endsong_2.json", rows)])
            let path = try bench.write(zip.prefix(rows.utf8.count * 3 / 2), to: "cut.zip")
            let report = try await bench.run([path])
            #expect(report.newPlays == 30 && report.rows >= 30 && report.failureCount == 1)
            let failure = try #require(report.failures.first)
            #expect(failure.file == path + ": endsong_2.json" && failure.problem.contains("get the file once more"))
            #expect(!failure.description.contains("nothing was changed"))
        }
    }

    @Test func `an encrypted zip is refused with advice`() async throws {
        try await bench { bench in
            let rows = HistorySamples.file(HistorySamples.rows(0..<3))
            let zip = StoredZip.data([("a.txt", "hello"), ("endsong_0.json", rows)], isEncrypted: true)
            let path = try bench.write(zip, to: "my_spotify_data.zip")
            let error = await #expect(throws: ImportError.self) { _ = try await bench.run([path]) }
            #expect(error?.description.contains("unpack it first") == true)
            #expect(try await bench.contents().isEmpty)
        }
    }

    @Test func `a zip that unpacks to more than any history is not read to its end`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/bomb.zip"
            let file = "[" + String(repeating: " ", count: 58) + "]"
            try StoredZip.data((0..<3).map { ("endsong_\($0).json", file) }).write(to: URL(filePath: path))
            let archive = try HistoryArchive(path: path, limits: .init(entry: 100, total: 150))
            var files = 0
            let error = #expect(throws: ImportError.self) {
                while try archive.nextHistory() != nil {
                    files += 1
                    var reader = JSONListReader(archive.source())
                    while try reader.nextRow() != nil {}
                }
            }
            #expect(files == 3)
            #expect(error?.description.contains("unpacks to more than") == true)
        }
    }

    @Test func `a history file is recognized by any of its first rows`() async throws {
        try await bench { bench in
            let rows = [#"{"ts":null,"ms_played":null}"#, #"{"x" 1}"#] + HistorySamples.rows(0..<3)
            let report = try await bench.run([try bench.write(HistorySamples.file(rows), to: "mine.json")])
            #expect(report.newPlays == 3 && report.failures.map(\.row) == [1, 2])
        }
    }

    @Test func `broken rows of account data are named with file and row`() async throws {
        try await bench { bench in
            var rows = HistorySamples.accountRows(0..<5)
            rows[1] = #"{"endTime":"2026-03-01 25:00","artistName":"A","trackName":"T","msPlayed":90000}"#
            rows[3] = #"{"endTime":"2026-03-01 20:00","artistName":"A","trackName":"T"}"#
            let path = try bench.write(HistorySamples.file(rows), to: "StreamingHistory_music_0.json")
            let report = try await bench.run([path])
            #expect(report.newPlays == 3 && report.failures.map(\.row) == [2, 4])
            #expect(report.failures[0].description == "\(path), row 2: endTime is not a minute in UTC")
        }
    }

    @Test func `plays in both the history file and the API are stored once`() async throws {
        try await SyncBench.run(historyDays: 20) { bench in
            let path = bench.databasePath + ".history.json"
            try bench.simulator.history(of: bench.id(0)).write(to: URL(filePath: path))
            let runner = ImportRunner(store: bench.store, clock: bench.clock.wall)
            let imported = try await runner.run(files: [path], user: bench.name(0))
            #expect(imported.newPlays > 50 && imported.failureCount == 0)
            let synced = try await bench.runner().run()
            #expect(synced.newPlays == 0, "the history file has all that the API offers")
            let before = try await bench.plays(0)
            let again = try await runner.run(files: [path], user: bench.name(0))
            #expect(again.newPlays == 0 && again.mergedPlays == 0)
            #expect(try await bench.plays(0) == before)
        }
    }
}
