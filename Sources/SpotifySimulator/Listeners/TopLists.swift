/// The three time ranges of the top lists, as the Web API names them.
public enum SimulatedTimeRange: String, Sendable, CaseIterable {
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
    /// A play weighs more the younger it is within its range: the ranking is by affinity and tells no counts.
    init(plays: [SimulatedPlay], dayStart: Int64) {
        for range in SimulatedTimeRange.allCases {
            let start = dayStart - Int64(range.days) * Moment.day
            var artistScores: [ObjectIdentifier: (artist: SimulatedArtist, score: Int)] = [:]
            var trackScores: [ObjectIdentifier: (track: SimulatedTrack, score: Int)] = [:]
            for play in plays {
                guard play.endedAt >= start, play.endedAt < dayStart, play.isOffered, !play.track.isLocal else {
                    continue
                }
                let weight = 1000 + Int((play.endedAt - start) / Int64(range.days * 86_400))
                trackScores[ObjectIdentifier(play.track), default: (play.track, 0)].score += weight
                for artist in play.track.artists {
                    artistScores[ObjectIdentifier(artist), default: (artist, 0)].score += weight
                }
            }
            artists[range] = artistScores.values.sorted { ($1.score, $0.artist.id) < ($0.score, $1.artist.id) }.map(
                \.artist)
            tracks[range] = trackScores.values
                .sorted { ($1.score, $0.track.id ?? "") < ($0.score, $1.track.id ?? "") }.map(\.track)
        }
    }
}
