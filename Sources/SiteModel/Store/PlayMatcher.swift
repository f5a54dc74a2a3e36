/// What is known of one listening: what the API offered, what an export tells, or both.
struct KnownPlay: Equatable {
    /// A play of the recently-played list.
    struct Offer: Equatable {
        var at: Int64
        var contextType: String?
        /// Length of the track as it came with the play; `nil` when it was not told.
        var lengthMs: Int64?
    }

    /// A row of an export.
    struct Exported: Equatable {
        var at: Int64
        var listenedMs: Int64
    }

    var offer: Offer?
    var export: Exported?

    /// The API is exact to the millisecond, an export to the second.
    var playedAt: Int64 { offer?.at ?? export?.at ?? 0 }
}

/// Finds out which offers of the API and which rows of an export are the same listening of one track.
///
/// A function of the two sets and nothing else: that is what makes the stored plays independent of the order in which
/// imports and syncs came.
enum PlayMatcher {
    /// How far apart an export and the API may place the end of the same play.
    static let tolerance: Int64 = 30_000

    /// Pairs offers and exported plays of one track, the nearest first.
    ///
    /// - Returns: One known play for each pair and each that is left over, by time.
    static func matched(offers: [KnownPlay.Offer], exports: [KnownPlay.Exported]) -> [KnownPlay] {
        let offers = offers.sorted { $0.at < $1.at }
        let exports = exports.sorted { $0.at < $1.at }
        var partner: [Int: Int] = [:]
        var isTaken = Array(repeating: false, count: exports.count)
        for pair in pairs(offers, exports) where partner[pair.offer] == nil && !isTaken[pair.export] {
            partner[pair.offer] = pair.export
            isTaken[pair.export] = true
        }
        var plays = offers.enumerated().map { index, offer in
            KnownPlay(offer: offer, export: partner[index].map { exports[$0] })
        }
        for (index, export) in exports.enumerated() where !isTaken[index] { plays.append(KnownPlay(export: export)) }
        return plays.sorted { $0.playedAt < $1.playedAt }
    }

    private struct Pair {
        var distance: Int64
        var offer: Int
        var export: Int
    }

    /// Every pair within the tolerance, the nearest first, then the earliest.
    private static func pairs(_ offers: [KnownPlay.Offer], _ exports: [KnownPlay.Exported]) -> [Pair] {
        var pairs: [Pair] = []
        var first = 0
        for (index, offer) in offers.enumerated() {
            while first < exports.count, exports[first].at < offer.at - tolerance { first += 1 }
            var candidate = first
            while candidate < exports.count, exports[candidate].at <= offer.at + tolerance {
                pairs.append(
                    Pair(distance: abs(exports[candidate].at - offer.at), offer: index, export: candidate))
                candidate += 1
            }
        }
        return pairs.sorted { ($0.distance, $0.offer, $0.export) < ($1.distance, $1.offer, $1.export) }
    }
}
