/// Key of a play within its user.
package struct PlayKey: Hashable, Comparable {
    /// UTC milliseconds.
    var playedAt: Int64
    var trackID: String

    package init(playedAt: Int64, trackID: String) {
        self.playedAt = playedAt
        self.trackID = trackID
    }

    package static func < (left: PlayKey, right: PlayKey) -> Bool {
        left.playedAt == right.playedAt
            ? left.trackID.utf8.lexicographicallyPrecedes(right.trackID.utf8) : left.playedAt < right.playedAt
    }
}
