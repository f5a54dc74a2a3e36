import SiteModel
import Testing

@Suite struct TopListTests {
    private func lists(_ ids: [String]) -> FetchedListening {
        FetchedListening(topArtists: [.shortTerm: ids.map(Artist.sample)])
    }

    private func shown(_ ada: StoreOfAda) throws -> [String] {
        try (ada.profile().topArtists[.shortTerm] ?? []).map { top in
            let before = top.previousRank.map { "\($0)" } ?? "new"
            return "\(top.rank) \(top.item.id) \(before)"
        }
    }

    @Test func `nothing in the first list is new`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(lists(["a", "b"]))
        #expect(try shown(ada) == ["1 a 1", "2 b 2"])
    }

    @Test func `each item keeps its rank in the previous list`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(lists(["a", "b", "c"]))
        try await ada.sync(lists(["c", "a", "d"]))
        #expect(try shown(ada) == ["1 c 3", "2 a 1", "3 d new"])
        // An item that returns after an absence is new: it was not in the previous list.
        try await ada.sync(lists(["b", "c"]))
        #expect(try shown(ada) == ["1 b new", "2 c 1"])
    }

    @Test func `an unchanged list counts as a change only while its movements change`() async throws {
        let ada = try await StoreOfAda()
        var versions: [Int64] = []
        for ids in [["a", "b"], ["a", "b"], ["b", "a"], ["b", "a"], ["b", "a"]] {
            try await ada.sync(lists(ids))
            versions.append(try await ada.dataVersion())
        }
        #expect(versions == [1, 1, 2, 3, 3])
        #expect(try shown(ada) == ["1 b 1", "2 a 2"])
    }

    @Test func `an item that is listed twice has the better rank`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(lists(["a", "b", "a", "c", "b"]))
        #expect(try shown(ada) == ["1 a 1", "2 b 2", "3 c 3"])
    }

    @Test func `an empty list empties the page and counts as fetched`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(lists([]))
        #expect(try await ada.dataVersion() == 0)
        let key = TopListKey(kind: .artist, timeRange: .shortTerm)
        #expect(try await ada.store.topListDates(of: ada.ada.id) == [key: noon])
        try await ada.sync(lists(["a"]))
        #expect(try shown(ada) == ["1 a new"])
        #expect(try await ada.sync(lists([])).isChanged)
        #expect(try ada.profile().topArtists.isEmpty)
    }

    @Test func `a list that was not fetched does not change`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(
            FetchedListening(
                topArtists: [.shortTerm: [.sample("a")], .longTerm: [.sample("b")]],
                topTracks: [.mediumTerm: [.sample("t")]]))
        try await ada.sync(
            FetchedListening(topArtists: [.shortTerm: [.sample("c")]]), at: noon + .seconds(86_400))
        let profile = try ada.profile()
        #expect(profile.topArtists[.longTerm]?.map(\.item.id) == ["b"])
        #expect(profile.topTracks[.mediumTerm]?.map(\.item.id) == ["t"])
        #expect(profile.topTracks[.mediumTerm]?.first?.item.artists.map(\.id) == ["a1"])
        let dates = try await ada.store.topListDates(of: ada.ada.id)
        #expect(dates[TopListKey(kind: .artist, timeRange: .longTerm)] == noon)
        #expect(dates.count == 3)
    }

    @Test func `a new picture in an unchanged list is a change`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(lists(["a"]))
        var artist = Artist.sample("a")
        artist.imageURL = "https://i.scdn.co/image/1"
        let fetched = FetchedListening(topArtists: [.shortTerm: [artist]])
        #expect(try await ada.sync(fetched).isChanged)
        #expect(try await ada.sync(fetched).isChanged == false)
        // Another answer names the artist without the picture; the picture stays.
        try await ada.sync(lists(["a"]))
        #expect(try ada.profile().topArtists[.shortTerm]?.first?.item.imageURL == artist.imageURL)
    }

    @Test func `there are six different lists, and the short-term artists come first`() {
        #expect(TopListKey.all.count == 6)
        #expect(Set(TopListKey.all).count == 6)
        #expect(TopListKey.all.first == TopListKey(kind: .artist, timeRange: .shortTerm))
    }
}
