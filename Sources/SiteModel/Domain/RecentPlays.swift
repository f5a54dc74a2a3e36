/// The list of recent plays, the only one in which Spotify offers them.
public enum RecentPlays {
    /// How many plays it holds at most; older ones are offered by nobody.
    public static let limit = 50

    /// How many plays in a row show how quickly somebody listens: more than a few skipped tracks, less than a long evening.
    public static let stretch = 22
}
