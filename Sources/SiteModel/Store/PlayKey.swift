/// Key of a play within its user.
struct PlayKey: Hashable, Comparable {
    /// UTC milliseconds.
    var playedAt: Int64
    var trackID: String

    static func < (left: PlayKey, right: PlayKey) -> Bool {
        left.playedAt == right.playedAt
            ? left.trackID.utf8.lexicographicallyPrecedes(right.trackID.utf8) : left.playedAt < right.playedAt
    }
}
