import Foundation
import GRDB
import SiteModel
import SpotifySimulator
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

/// When a temperament is measured, and what that changes in the store.
@Suite struct TemperamentKeeperTests {
    @Test func `without new plays a user is measured once per local day`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            let user = try await bench.store.user(named: bench.name(0))
            let first = try #require(try await bench.store.temperament(of: user.id))
            #expect(first.plays > 0 && first.readings.isEmpty)
            let zone = try #require(ZoneOffsets(identifier: user.timeZone))
            #expect(first.lastDay == zone.date(of: bench.clock.wall.now()))

            // Without new plays, a user is not measured again on the same day: the changed value stays.
            try await bench.database.write { try $0.execute(sql: "UPDATE personality SET plays = 77") }
            let keeper = TemperamentKeeper(store: bench.store, clock: bench.clock.wall)
            #expect(try await keeper.measure(user.id, zone: zone, isChanged: false) == false)
            #expect(try await bench.rows("SELECT plays FROM personality WHERE plays = 77").count == 1)

            bench.clock.advance(by: .days(1))
            try await keeper.measure(user.id, zone: zone, isChanged: false)
            #expect(try await bench.store.temperament(of: user.id)?.lastDay == first.lastDay.advanced(by: 1))
        }
    }

    @Test func `a measurement that only moves the window does not change the data version`() async throws {
        let (store, _, user) = try await emptyStore()
        let clock = ManualClock()
        let keeper = TemperamentKeeper(store: store, clock: clock.wall)
        #expect(try await keeper.measure(user.id, zone: .utc, isChanged: false))
        let version = try await store.user(named: user.username.rawValue).dataVersion
        clock.advance(by: .days(1))
        #expect(try await keeper.measure(user.id, zone: .utc, isChanged: false) == false)
        #expect(try await store.user(named: user.username.rawValue).dataVersion == version)
        #expect(try await store.temperament(of: user.id)?.lastDay == LocalDate("2026-11-23"))
    }

    @Test func `an import is measured`() async throws {
        let (store, _, user) = try await emptyStore()
        try await withTemporaryFolder { folder in
            // 7 plays on each of 80 days; every fifth begins at night, so the share equals the cut.
            let rows = (0..<80).flatMap { day in
                (0..<7).map { number in
                    let date = LocalDate(dayNumber: 20_778 - day)
                    let hour = (day * 7 + number).isMultiple(of: 5) ? 23 : 10 + number
                    return HistorySamples.row(
                        ts: "\(date)T\(hour):30:00Z", ms: 60_000, track: "S\(number)", artist: "A\(number % 3)",
                        uri: "spotify:track:t\(number)")
                }
            }
            let path = folder + "/Streaming_History_Audio_2026.json"
            try HistorySamples.file(rows).write(toFile: path, atomically: true, encoding: .utf8)
            let importer = ImportRunner(store: store, clock: .fixed(.sample))
            _ = try await importer.run(files: [path], user: user.username.rawValue)
            let measured = try #require(try await store.temperament(of: user.id))
            #expect(measured.plays == 560 && !measured.readings.isEmpty)
            let night = try #require(measured.readings.first { $0.axis == .night })
            #expect(night.value == 200_000 && night.pole == .night)
        }
    }

    private static let sentences = "{\"readings\":[{\"axis\":\"night\",\"sentence\":\"Once.\"}]}"

    @Test func `a report in the old format is left to the program that is at work on the user`() async throws {
        try await SyncBench.run(users: 2) { bench in
            _ = try await bench.runner().run()
            try await bench.database.write {
                try $0.execute(sql: "UPDATE personality SET report = ?", arguments: [Self.sentences])
            }
            let keeper = TemperamentKeeper(store: bench.store, clock: bench.clock.wall)
            let users = try await bench.store.users()
            let lock = try await bench.store.locks.user(users[0].id, patience: .zero)
            try await keeper.measureOutdated()
            #expect(try await bench.store.outdatedTemperaments().map(\.userID) == [users[0].id])
            lock.release()
            try await keeper.measureOutdated()
            #expect(try await bench.store.outdatedTemperaments().isEmpty)
        }
    }

    @Test func `a user who has left since the run began is not measured any more`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            try await bench.database.write {
                try $0.execute(sql: "UPDATE personality SET report = ?", arguments: [Self.sentences])
            }
            var store = bench.store
            let calls = Mutex(0)
            store.checkpoint = { [database = bench.database] in
                let call = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                // After the first look.
                guard call == 2 else { return }
                try database.write { try $0.execute(sql: "DELETE FROM user") }
            }
            try await TemperamentKeeper(store: store, clock: bench.clock.wall).measureOutdated()
            #expect(calls.withLock { $0 } >= 2)
        }
    }

    @Test func `a stored report in the old format is measured again by the next run`() async throws {
        let sentences = Self.sentences
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            let user = try await bench.store.user(named: bench.name(0))
            let first = try #require(try await bench.store.temperament(of: user.id))
            func age() async throws {
                try await bench.database.write {
                    try $0.execute(sql: "UPDATE personality SET report = ?", arguments: [sentences])
                }
                #expect(try await bench.store.temperament(of: user.id) == nil)
            }

            // A connected user is measured by the next sync, even on the same day.
            try await age()
            bench.clock.advance(by: .hours(2))
            _ = try await bench.runner().run()
            #expect(try await bench.store.temperament(of: user.id)?.lastDay == first.lastDay)

            // A user who has to reconnect is measured again for the old window.
            try await age()
            try await bench.database.write { try $0.execute(sql: "UPDATE credential SET state = 'needsReconnect'") }
            bench.clock.advance(by: .days(40))
            let version = try await bench.store.user(named: bench.name(0)).dataVersion
            _ = try await bench.runner().run()
            let again = try #require(try await bench.store.temperament(of: user.id))
            #expect(again.lastDay == first.lastDay && again.plays >= first.plays)
            #expect(try await bench.store.user(named: bench.name(0)).dataVersion > version)
        }
    }
}
