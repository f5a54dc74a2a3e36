import Foundation
import GRDB
import Synchronization
import Testing

@testable import SiteModel

@Suite struct TemperamentStoreTests {
    private let sample = Temperament(
        firstDay: LocalDate(dayNumber: 20_690), lastDay: LocalDate(dayNumber: 20_779), plays: 204, activeDays: 30,
        readings: [
            Temperament.Reading(
                pole: .explorer, value: 450_000, cut: 380_000,
                counts: .exploration(
                    newArtists: Temperament.Share(count: 3, total: 10, millionths: 300_000),
                    repeats: Temperament.Share(count: 82, total: 204, millionths: 401_961))),
            Temperament.Reading(
                pole: .deep, value: 700_000, cut: 800_000,
                counts: .width(plays: 204, artists: 10, effectiveArtists: nil)),
            Temperament.Reading(
                pole: .timeless, value: 100_000, cut: 250_000,
                counts: .freshness(
                    newReleases: Temperament.Share(count: 20, total: 200, millionths: 100_000), medianYear: 2011)),
            Temperament.Reading(
                pole: .day, value: 151_961, cut: 200_000,
                counts: .night(plays: Temperament.Share(count: 31, total: 204, millionths: 151_961))),
        ], label: [.day])

    @Test func `a temperament is read as it was saved, and counts as a change once`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id))
        #expect(try await ada.store.temperament(of: ada.ada.id) == sample)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id) == false)
        #expect(try await ada.dataVersion() == 1)
        var other = sample
        other.label = []
        #expect(try await ada.store.saveTemperament(other, of: ada.ada.id))
        #expect(try await ada.store.temperament(of: ada.ada.id) == other)
        #expect(try await ada.dataVersion() == 2)
    }

    @Test func `a temperament is deleted on disconnection`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        await #expect(throws: StoreError.self) { _ = try await ada.store.saveTemperament(sample, of: 99) }
    }

    @Test func `the quick reader reads every report as the decoder does, and nothing else`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func read(_ text: some Sequence<UInt8>) -> Temperament? {
            Array(text).withUnsafeBytes {
                var reader = TemperamentReader($0)
                return reader.report()
            }
        }
        var reports = [sample]
        var other = sample
        let share = Temperament.Share(count: 1, total: 2, millionths: 500_000)
        other.readings[0].counts = .exploration(newArtists: nil, repeats: share)
        other.readings[1].counts = .width(plays: 9, artists: 3, effectiveArtists: 2_500_000)
        other.label = [.explorer, .timeless]
        reports.append(other)
        for count in 0..<4 {
            reports.append(
                Temperament(
                    firstDay: sample.firstDay, lastDay: sample.lastDay, plays: 0, activeDays: count,
                    readings: Array(sample.readings.prefix(count))))
        }
        for report in reports {
            let bytes = try encoder.encode(report)
            #expect(read(bytes) == report)
            for end in bytes.indices { #expect(read(bytes.prefix(end)) == nil) }
            #expect(read(bytes + [0x20]) == nil)
        }
        encoder.outputFormatting = .prettyPrinted
        #expect(try read(encoder.encode(sample)) == nil)
    }

    @Test func `a report in another form is left to the decoder`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        try await ada.queue.write { database in
            try database.execute(sql: "UPDATE personality SET report = replace(report, ':', ' : ')")
        }
        #expect(try await ada.store.temperament(of: ada.ada.id) == sample)
    }

    @Test func `a report that cannot be read counts as not measured`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        try await ada.queue.write { try $0.execute(sql: "UPDATE personality SET report = '{\"old\":1}'") }
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id))
    }

    @Test func `plays come with their recording, artist and release`() async throws {
        let ada = try await StoreOfAda()
        var track = Track.sample("t1", isrc: "ISRC1")
        track.releaseDate = "1998-04"
        track.releaseDatePrecision = .month
        try await ada.sync([
            .offered(track, at: 0), .offered(.sample("t2", isrc: ""), at: 400),
            .offered(Track(id: "t3", name: "x", durationMs: 1000), at: 900),
        ])
        let plays = try await ada.store.temperamentPlays(of: ada.ada.id, from: noon, to: noon + .seconds(901))
        #expect(plays.map(\.recording) == ["ISRC1", "track:t2", "track:t3"])
        #expect(plays.map(\.artistID) == ["a1", "a1", nil])
        #expect(plays.map(\.releaseDate) == ["1998-04", nil, nil])
        #expect(plays.map(\.listenedMs) == [180_000, 180_000, 1000])
        #expect(try await ada.store.temperamentPlays(of: ada.ada.id, from: noon, to: noon + .seconds(900)).count == 2)
    }

    @Test func `the report holds figures and no sentences, in the store and in the user data`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        let report = try #require(
            try await ada.queue.read { try String.fetchOne($0, sql: "SELECT report FROM personality") })
        #expect(!report.contains(" "))
        #expect(report.contains(#""counts":{"night":{"plays":{"count":31,"millionths":151961,"total":204}}}"#))
        let text = Mutex("")
        try await ada.store.writeUserData(named: "ada") { piece in text.withLock { $0 += piece } }
        #expect(text.withLock { $0 }.contains("\"personality\": \(report)"))
    }

    @Test func `a page says the same for a window moved by a day, but not for one that had fallen behind`() async throws
    {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        var moved = sample
        moved.lastDay = sample.lastDay.advanced(by: 1)
        #expect(try await ada.store.saveTemperament(moved, of: ada.ada.id) == false)
        #expect(try await ada.store.temperament(of: ada.ada.id) == moved)
        moved.lastDay = sample.lastDay.advanced(by: 3)
        #expect(try await ada.store.saveTemperament(moved, of: ada.ada.id))
        #expect(try await ada.dataVersion() == 2)
    }
}
