/// How often each first-named artist was played.
struct ArtistCounts: Equatable {
    /// In falling order.
    let counts: [Int]
    /// Sum of the counts.
    let plays: Int

    init(_ counts: [Int]) {
        self.counts = counts.filter { $0 > 0 }.sorted(by: >)
        plays = self.counts.reduce(0, +)
    }

    init(of plays: some Sequence<TemperamentPlay>) {
        var counts: [String: Int] = [:]
        for play in plays { if let artist = play.artistID { counts[artist, default: 0] += 1 } }
        self.init(Array(counts.values))
    }
}
