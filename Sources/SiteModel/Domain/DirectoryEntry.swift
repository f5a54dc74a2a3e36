/// A public user in the site's directory.
public struct DirectoryEntry: Hashable, Sendable {
    /// The user.
    public var user: User
    /// The most-played artist of the last four weeks, if there is one.
    public var topArtist: Artist?
    /// The requested days, oldest first; days without a play are absent.
    ///
    /// Without their hours, artists and tracks.
    public var days: [ListeningDay]

    /// The temperament as last measured; `nil` before the first time.
    package var temperament: Temperament?

    /// Creates an entry.
    public init(user: User, topArtist: Artist?, days: [ListeningDay]) {
        self.user = user
        self.topArtist = topArtist
        self.days = days
    }
}
