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
    /// A play weighs more the younger it is within its range: the ranking is by affinity and tells no counts.
    init(plays: [SimulatedPlay], dayStart: Int64) {
        var artistScores: [ObjectIdentifier: (artist: SimulatedArtist, scores: Scores)] = [:]
        var trackScores: [ObjectIdentifier: (track: SimulatedTrack, scores: Scores)] = [:]
        for play in plays where play.endedAt < dayStart && play.isOffered && !play.track.isLocal {
            let scores = Scores(age: dayStart - play.endedAt)
            guard scores.long > 0 else { continue }
            trackScores[ObjectIdentifier(play.track), default: (play.track, Scores())].scores.add(scores)
            for artist in play.track.artists {
                artistScores[ObjectIdentifier(artist), default: (artist, Scores())].scores.add(scores)
            }
        }
        for range in SimulatedTimeRange.allCases {
            artists[range] = artistScores.values.map { (item: $0.artist, id: $0.artist.id, score: $0.scores[range]) }
                .filter { $0.score > 0 }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.map(\.item)
            tracks[range] = trackScores.values.map { (item: $0.track, id: $0.track.id ?? "", score: $0.scores[range]) }
                .filter { $0.score > 0 }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.map(\.item)
        }
    }
}

/// What plays weigh in each time range.
private struct Scores {
    var short = 0
    var medium = 0
    var long = 0

    init() {}

    init(age: Int64) {
        short = Scores.weight(age, days: SimulatedTimeRange.short.days)
        medium = Scores.weight(age, days: SimulatedTimeRange.medium.days)
        long = Scores.weight(age, days: SimulatedTimeRange.long.days)
    }

    /// 2000 for a play of just now down to 1000 at the range's far end, and nothing beyond.
    private static func weight(_ age: Int64, days: Int) -> Int {
        let span = Int64(days) * Moment.day
        return age > span ? 0 : 2000 - Int(age * 1000 / span)
    }

    mutating func add(_ other: Scores) {
        short += other.short
        medium += other.medium
        long += other.long
    }

    subscript(range: SimulatedTimeRange) -> Int {
        switch range {
        case .short: short
        case .medium: medium
        case .long: long
        }
    }
}
