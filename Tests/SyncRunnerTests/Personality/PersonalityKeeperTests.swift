import Foundation
import GRDB
import SiteModel
import SpotifySimulator
import Testing

@testable import SyncRunner

/// When a personality is measured, and what that changes in the store.
@Suite struct PersonalityKeeperTests {
    @Test func `a sync measures its user, once a local day unless there are new plays`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            let user = try await bench.store.user(named: bench.name(0))
            let first = try #require(try await bench.store.personality(of: user.id))
            #expect(first.plays > 0 && first.learning != nil)
            let zone = try #require(ZoneClock(identifier: user.timeZone))
            #expect(first.lastDay == zone.date(of: bench.clock.wall.now()))

            // Without new plays, the same day is not looked at again: what stands there stays.
            try await bench.database.write { try $0.execute(sql: "UPDATE personality SET plays = 77") }
            let keeper = PersonalityKeeper(store: bench.store, clock: bench.clock.wall)
            #expect(try await keeper.measure(user.id, zone: zone, isChanged: false) == false)
            #expect(try await bench.rows("SELECT plays FROM personality WHERE plays = 77").count == 1)

            bench.clock.advance(by: .days(1))
            try await keeper.measure(user.id, zone: zone, isChanged: false)
            #expect(try await bench.store.personality(of: user.id)?.lastDay == first.lastDay.advanced(by: 1))
        }
    }

    @Test func `a window that only moved says nothing new, so the page stays as it is`() async throws {
        let (store, _, user) = try await emptyStore()
        let clock = ManualClock()
        let keeper = PersonalityKeeper(store: store, clock: clock.wall)
        #expect(try await keeper.measure(user.id, zone: .utc, isChanged: false))
        let version = try await store.user(named: user.username.rawValue).dataVersion
        clock.advance(by: .days(1))
        #expect(try await keeper.measure(user.id, zone: .utc, isChanged: false) == false)
        #expect(try await store.user(named: user.username.rawValue).dataVersion == version)
        #expect(try await store.personality(of: user.id)?.lastDay == LocalDate("2026-11-23"))
    }

    @Test func `an import is measured, and a label that was kept stays within the hysteresis`() async throws {
        let (store, _, user) = try await emptyStore()
        try await withTemporaryFolder { folder in
            // 7 plays on each of 80 days; every fifth of them begins at night, which is the cut itself.
            let rows = (0..<80).flatMap { day in
                (0..<7).map { number in
                    let date = LocalDate(dayNumber: 20_778 - day)
                    let hour = (day * 7 + number).isMultiple(of: 5) ? 23 : 10 + number
                    return ExportSamples.row(
                        ts: "\(date)T\(hour):30:00Z", ms: 60_000, track: "S\(number)", artist: "A\(number % 3)",
                        uri: "spotify:track:t\(number)")
                }
            }
            let path = folder + "/Streaming_History_Audio_2026.json"
            try ExportSamples.file(rows).write(toFile: path, atomically: true, encoding: .utf8)
            let importer = ImportRunner(store: store, clock: .fixed(.sample))
            _ = try await importer.run(files: [path], user: user.username.rawValue)
            let measured = try #require(try await store.personality(of: user.id))
            #expect(measured.plays == 560 && measured.learning == nil)
            let night = try #require(measured.readings.first { $0.axis == .night })
            #expect(night.value == 200_000 && night.pole == .night)

            // Somebody who was on the other side before stays there.
            var before = measured
            before.readings = measured.readings.map { reading in
                var reading = reading
                if reading.axis == .night { reading.pole = .day }
                return reading
            }
            _ = try await store.savePersonality(before, of: user.id)
            try await PersonalityKeeper(store: store, clock: .fixed(.sample))
                .measureAgain(userNamed: user.username.rawValue)
            let again = try await store.personality(of: user.id)?.readings.first { $0.axis == .night }
            #expect(again?.pole == .day && again?.value == 200_000)
        }
    }
}
