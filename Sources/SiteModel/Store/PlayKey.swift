/// The key of a play within its user.
package struct PlayKey: Hashable, Comparable {
    /// The end of the play, in UTC milliseconds.
    var playedAt: Int64
    var trackID: String

    init(playedAt: Int64, trackID: String) {
        self.playedAt = playedAt
        self.trackID = trackID
    }

    /// The key of a play.
    package init(_ play: Play) {
        playedAt = play.playedAt.milliseconds
        trackID = play.trackID
    }

    package static func < (left: PlayKey, right: PlayKey) -> Bool {
        left.playedAt == right.playedAt
            ? left.trackID.utf8.lexicographicallyPrecedes(right.trackID.utf8) : left.playedAt < right.playedAt
    }
}
