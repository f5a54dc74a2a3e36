import GRDB
import TestSupport
import Testing

@testable import SiteModel

/// What the last answer had is not looked up again; what it did not have always is.
@Suite struct LastAnswersTests {
    private static let offered: [TrackPlay] = [.offered(.sample("a"), at: 0), .offered(.sample("b"), at: 200)]

    private func rename(_ ada: StoreOfAda, _ track: String, to name: String) async throws {
        try await ada.queue.write {
            try $0.execute(sql: "UPDATE track SET name = ? WHERE id = ?", arguments: [name, track])
        }
    }

    private func names(_ ada: StoreOfAda) async throws -> [String] {
        try await ada.queue.read { try String.fetchAll($0, sql: "SELECT name FROM track ORDER BY id") }
    }

    @Test func `only what the last answer did not have is looked up`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(Self.offered)
        try await rename(ada, "a", to: "Other")
        try await ada.sync(Self.offered + [.offered(.sample("c"), at: 400)])
        #expect(try await names(ada) == ["Other", "Track b", "Track c"])
        #expect(try await ada.plays().count == 3)
        let lists = FetchedListening(topTracks: [.shortTerm: [.sample("a"), .sample("d")]])
        try await ada.sync(lists)
        #expect(try await names(ada) == ["Track a", "Track b", "Track c", "Track d"], "the list had no answer before")
        try await rename(ada, "d", to: "Other")
        try await ada.sync(lists)
        #expect(try await names(ada).last == "Other")
    }

    @Test func `a name that comes back is stored again`() async throws {
        let ada = try await StoreOfAda()
        var track = Track.sample("a")
        for name in ["One", "Two", "One"] {
            track.name = name
            #expect(try await ada.sync([.offered(track, at: 0)]).isChanged)
            #expect(try await names(ada) == [name])
        }
    }

    @Test func `an answer that differs in any detail is looked up`() async throws {
        let ada = try await StoreOfAda()
        var track = Track.sample("a")
        let texts: [WritableKeyPath<Track, String?>] = [\.url, \.imageURL, \.album, \.isrc, \.releaseDate]
        let changes: [(inout Track) -> Void] =
            texts.map { field in { $0[keyPath: field] = "https://open.spotify.com/other" } } + [
                { $0.durationMs = 5000 }, { $0.releaseDatePrecision = .month },
                { $0.artists[0].name = "Somebody else" },
                { $0.artists[0].url = "https://open.spotify.com/artist" }, { $0.artists.append(.sample("a2")) },
            ]
        try await ada.sync([.offered(track, at: 0)])
        for (number, change) in changes.enumerated() {
            change(&track)
            #expect(try await ada.sync([.offered(track, at: 0)]).isChanged, "change \(number)")
        }
    }

    @Test func `a play that is offered with another context is looked up`() async throws {
        let ada = try await StoreOfAda()
        for context in [nil, "album"] {
            try await ada.sync([.offered(.sample("a"), at: 0, context: context)])
            #expect(try await ada.plays().map(\.contextType) == [context])
        }
    }

    @Test func `what another user's answer says of a shared track stays until this user's answer differs`() async throws
    {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        var track = Track.sample("a")
        try await ada.sync([.offered(track, at: 0)])
        track.name = "As Bob is told"
        try await ada.sync(FetchedListening(plays: [.offered(track, at: 100)]), of: bob)
        try await ada.sync([.offered(.sample("a"), at: 0)])
        #expect(try await names(ada) == ["As Bob is told"])
        track.name = "As Ada is told"
        try await ada.sync([.offered(track, at: 0)])
        #expect(try await names(ada) == ["As Ada is told"])
    }

    @Test func `an import is always looked up`() async throws {
        let ada = try await StoreOfAda()
        let rows: [TrackPlay] = [.exported(.sample("a"), at: 0, listenedMs: 90_000)]
        try await ada.insert(rows)
        try await ada.queue.write { try $0.execute(sql: "DELETE FROM play") }
        #expect(try await ada.insert(rows).newPlays == 1)
    }

    @Test func `plays that were deleted while the clock was ahead come back with the next answer`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(Self.offered)
        #expect(try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .days(400)) == 2)
        try await ada.store.movePurgeBoundaries(of: [ada.ada.id], to: noon - .days(30))
        try await ada.sync(Self.offered)
        #expect(try await ada.plays().map(\.trackID) == ["a", "b"])
    }

    @Test func `the first answer after a new connection is looked up whole`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(Self.offered)
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.plays().isEmpty)
        try await ada.sync(Self.offered)
        #expect(try await ada.plays().count == 2)
    }
}
