/// How alike two rankings are, the first ranks above all.
///
/// Rank-biased overlap, extrapolated (equation 32 of Webber, Moffat and Zobel, TOIS 2010), with p = 0.9: the first ten
/// ranks have 86 % of the weight.
enum Steadiness {
    /// In millionths: 0 is nothing in common, 1,000,000 the same list; `nil` when one is empty.
    static func overlap(_ first: [String], _ second: [String]) -> Int? {
        let (short, long) = first.count <= second.count ? (first, second) : (second, first)
        guard !short.isEmpty, Set(short).count == short.count, Set(long).count == long.count else { return nil }
        let scale = 1_000_000_000_000
        let shared = agreements(short, long)
        let sharedByShort = shared[short.count - 1]
        var weight = scale
        var sum = 0
        for depth in 1...long.count {
            weight = weight * 9 / 10
            sum += shared[depth - 1] * weight / depth
            if depth > short.count {
                sum += sharedByShort * (depth - short.count) * weight / (short.count * depth)
            }
        }
        // (1 − p) / p is one ninth.
        let tail =
            (shared[long.count - 1] - sharedByShort) * weight / long.count + sharedByShort * weight / short.count
        return min(PartsPerMillion.one, (sum / 9 + tail + scale / 2_000_000) / (scale / 1_000_000))
    }

    /// How many items both lists have down to each depth of the longer one.
    private static func agreements(_ short: [String], _ long: [String]) -> [Int] {
        var seenShort: Set<String> = []
        var seenLong: Set<String> = []
        var shared = 0
        return long.indices.map { index in
            seenLong.insert(long[index])
            if seenShort.contains(long[index]) { shared += 1 }
            if index < short.count {
                seenShort.insert(short[index])
                if seenLong.contains(short[index]) { shared += 1 }
            }
            return shared
        }
    }
}
