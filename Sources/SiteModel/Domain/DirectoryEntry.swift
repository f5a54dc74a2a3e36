/// A user in the directory of the site.
public struct DirectoryEntry: Hashable, Sendable {
    /// The user, who is public.
    public var user: User
    /// The most listened to artist of the last four weeks, where there is one.
    public var topArtist: Artist?
    /// The days asked for, oldest first; days without a play are absent.
    public var days: [ListeningDay]

    /// Creates an entry.
    public init(user: User, topArtist: Artist?, days: [ListeningDay]) {
        self.user = user
        self.topArtist = topArtist
        self.days = days
    }
}
