import SiteModel

/// One public user, as the store has it for the directory.
struct DirectoryEntry: Hashable, Sendable {
    var username: Username
    /// ``User/shownName``.
    var shownName: String
    /// The first of the shortest time range that has a list; `nil` when there is none, or the user hides artists.
    var topArtist: String?
    /// Listened milliseconds in each of the last weeks, oldest first; empty when the user hides them.
    var weeks: [Int64]

    init(username: Username, shownName: String, topArtist: String? = nil, weeks: [Int64] = []) {
        self.username = username
        self.shownName = shownName
        self.topArtist = topArtist
        self.weeks = weeks
    }
}
