/// How evenly plays are spread over artists: 0 is one artist alone.
///
/// E = 1 − (1/N) Σ n₍ᵢ₎/i, counts in falling order. Source: Vigliensoni and Fujinaga, ISMIR 2016 ("exploratoryness").
enum Width {
    /// In millionths; `nil` without a play.
    static func value(_ artists: ArtistCounts) -> Int? {
        guard artists.plays > 0 else { return nil }
        // Billionths in each term, so that the roundings of a thousand artists stay below a millionth.
        let scale = 1_000_000_000
        let sum = artists.counts.enumerated().reduce(0) { sum, entry in
            let place = entry.offset + 1
            return sum + (entry.element * scale + place / 2) / place
        }
        return PartsPerMillion.share(artists.plays * scale - sum, of: artists.plays * scale)
    }
}
