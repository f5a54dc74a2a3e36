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
    struct HistoryEntry: Equatable {
        var at: Int64
        var listenedMs: Int64
    }

    var offer: Offer?
    var history: HistoryEntry?

    /// The API is exact to the millisecond, an export to the second.
    var playedAt: Int64 { offer?.at ?? history?.at ?? 0 }
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
    static func matched(offers: [KnownPlay.Offer], entries: [KnownPlay.HistoryEntry]) -> [KnownPlay] {
        let offers = offers.sorted { $0.at < $1.at }
        let entries = entries.sorted { $0.at < $1.at }
        var partner: [Int: Int] = [:]
        var isTaken = Array(repeating: false, count: entries.count)
        for pair in pairs(offers, entries) where partner[pair.offer] == nil && !isTaken[pair.history] {
            partner[pair.offer] = pair.history
            isTaken[pair.history] = true
        }
        var plays = offers.enumerated().map { index, offer in
            KnownPlay(offer: offer, history: partner[index].map { entries[$0] })
        }
        for (index, entry) in entries.enumerated() where !isTaken[index] { plays.append(KnownPlay(history: entry)) }
        return plays.sorted { $0.playedAt < $1.playedAt }
    }

    private struct Pair {
        var distance: Int64
        var offer: Int
        var history: Int
    }

    /// Every pair within the tolerance, the nearest first, then the earliest.
    private static func pairs(_ offers: [KnownPlay.Offer], _ entries: [KnownPlay.HistoryEntry]) -> [Pair] {
        var pairs: [Pair] = []
        var first = 0
        for (index, offer) in offers.enumerated() {
            while first < entries.count, entries[first].at < offer.at - tolerance { first += 1 }
            var candidate = first
            while candidate < entries.count, entries[candidate].at <= offer.at + tolerance {
                pairs.append(
                    Pair(distance: abs(entries[candidate].at - offer.at), offer: index, history: candidate))
                candidate += 1
            }
        }
        return pairs.sorted { ($0.distance, $0.offer, $0.history) < ($1.distance, $1.offer, $1.history) }
    }
}
