/// The three time ranges of the top lists, as the Web API names them.
package enum SimulatedTimeRange: String, Sendable, CaseIterable {
    /// About four weeks.
    case short = "short_term"
    /// About six months.
    case medium = "medium_term"
    /// About a year.
    case long = "long_term"

    var days: Int {
        switch self {
        case .short: 28
        case .medium: 182
        case .long: 365
        }
    }
}

/// An account's top artists and tracks, made from plays.
struct TopLists: Sendable {
    var artists: [SimulatedTimeRange: [SimulatedArtist]] = [:]
    var tracks: [SimulatedTimeRange: [SimulatedTrack]] = [:]

    /// Ranks the plays that ended before the start of a UTC day, so that the order changes once a day.
    ///
    /// The younger a play is within its range, the more it weighs: as with Spotify, the order is not that of counts.
    init(plays: [SimulatedPlay], dayStart: Int64) {
        // A score for each range, in the order of the cases.
        var artistScores: [ObjectIdentifier: (artist: SimulatedArtist, scores: SIMD3<Int>)] = [:]
        var trackScores: [ObjectIdentifier: (track: SimulatedTrack, scores: SIMD3<Int>)] = [:]
        for play in plays where play.endedAt < dayStart && play.isOffered && !play.track.isLocal {
            let weights = Self.weights(age: dayStart - play.endedAt)
            guard weights != .zero else { continue }
            trackScores[ObjectIdentifier(play.track), default: (play.track, .zero)].scores &+= weights
            for artist in play.track.artists {
                artistScores[ObjectIdentifier(artist), default: (artist, .zero)].scores &+= weights
            }
        }
        for (place, range) in SimulatedTimeRange.allCases.enumerated() {
            artists[range] = artistScores.values.map { (item: $0.artist, id: $0.artist.id, score: $0.scores[place]) }
                .filter { $0.score > 0 }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.map(\.item)
            tracks[range] = trackScores.values.map { (item: $0.track, id: $0.track.id ?? "", score: $0.scores[place]) }
                .filter { $0.score > 0 }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.map(\.item)
        }
    }

    /// The weight of a play in each range: 2000 if it just ended, 1000 at the range's far end, and 0 beyond.
    private static func weights(age: Int64) -> SIMD3<Int> {
        func weight(_ range: SimulatedTimeRange) -> Int {
            let span = Int64(range.days) * Moment.day
            return age > span ? 0 : 2000 - Int(age * 1000 / span)
        }
        return SIMD3(weight(.short), weight(.medium), weight(.long))
    }
}
