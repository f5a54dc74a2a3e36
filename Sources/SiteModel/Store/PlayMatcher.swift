/// What is known of one play: the API's offer, a history row, or both.
struct KnownPlay: Equatable {
    /// A play from the recently-played list.
    struct Offer: Equatable {
        var at: Int64
        var contextType: String?
        /// The track's length in this answer; `nil` if it was missing.
        var lengthMs: Int64?
    }

    /// A history row.
    struct HistoryEntry: Equatable {
        var at: Int64
        var listenedMs: Int64
    }

    var offer: Offer?
    var history: HistoryEntry?

    /// The API is exact to the millisecond, a history file only to the second.
    var playedAt: Int64 { offer?.at ?? history?.at ?? 0 }
}

/// Pairs the API's offers of one track with the history rows that are the same play.
///
/// A pure function of the two sets: this makes the stored plays independent of the order of imports and syncs.
enum PlayMatcher {
    /// How far apart, in milliseconds, a history file and the API may place the end of the same play.
    static let tolerance: Int64 = 30_000

    /// Pairs offers and history rows of one track, the nearest first.
    ///
    /// - Returns: One known play for each pair and each unpaired offer or row, by time.
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

    /// All pairs within the tolerance, the nearest first, then the earliest.
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
