/// Spotify's list of recent plays.
public enum RecentPlays {
    /// The most plays the list can hold; Spotify no longer offers older ones.
    public static let limit = 50

    /// How many consecutive plays show how quickly a user plays: more than a few skipped tracks, fewer than a long
    /// evening.
    public static let stretch = 22
}
