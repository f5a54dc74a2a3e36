import SiteModel

/// What the directory tells of a public user, without anything that the user hides.
struct ListedPerson: Hashable, Sendable, Codable {
    /// The folder of the user's page.
    var username: String
    /// The name that is shown.
    var name: String
    /// The address of the user's picture, if there is one.
    var picture: String?
    /// From 0 to 11.
    var hue: Int
    /// The most-played artist of the last four weeks; empty if there is none, or it is hidden.
    var topArtist: String
    /// That artist's key.
    var topArtistID: String
    /// The address of that artist's picture; can be empty.
    var cover: String
    /// Listened milliseconds of the last weeks, oldest first; empty if they are hidden.
    var weeks: [Int64]
    /// Days in a row with music; 0 if they are hidden.
    var streak: Int
    /// The ends that the label of the temperament names; none if it is hidden.
    var label: [Temperament.Pole]

    init(_ entry: DirectoryEntry) {
        let (user, line) = (entry.user, entry.line)
        (username, name, picture, hue) = (user.username.rawValue, user.shownName, user.imageURL, user.hue)
        let showsArtists = user.shows(.artists)
        topArtist = showsArtists ? line.topArtist : ""
        topArtistID = showsArtists ? line.topArtistID : ""
        cover = showsArtists ? line.cover : ""
        weeks = user.shows(.history) ? line.weeks : []
        streak = user.shows(.facts) && user.shows(.history) ? line.streak : 0
        label = user.shows(.temperament) ? line.label : []
    }
}

extension User {
    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !hiddenSections.contains(section) }
}
