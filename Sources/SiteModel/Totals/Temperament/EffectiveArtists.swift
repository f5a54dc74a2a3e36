/// How many artists, all played equally often, would be as varied as the real ones.
///
/// D2 = N(N−1) / Σ n(n−1), the unbiased inverse of Simpson's index, at most the number of artists. Sources: Simpson
/// 1949; Hill 1973; Jost 2006. Unlike Shannon's or Gini's measure, it hardly moves with the number of plays.
enum EffectiveArtists {
    /// In millionths of an artist; `nil` when no artist was played twice.
    static func value(_ artists: ArtistCounts) -> Int? {
        let pairs = artists.counts.reduce(0) { $0 + $1 * ($1 - 1) }
        guard let value = PartsPerMillion.share(artists.plays * (artists.plays - 1), of: pairs) else { return nil }
        return min(value, artists.counts.count * PartsPerMillion.one)
    }
}
