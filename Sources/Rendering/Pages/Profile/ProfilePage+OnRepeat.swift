extension ProfilePage {
    /// The top artists and tracks, by time range.
    struct OnRepeat: Hashable, Sendable {
        var ranges: [Range]
        var emptySentence: String
    }

    /// The lists of one time range.
    struct Range: Hashable, Sendable {
        var id: String
        var label: String
        var isFirst: Bool
        var artists: [ArtistRow]
        var tracks: [TrackRow]
        var artistsSentence: String
        var tracksSentence: String
    }

    /// One line of the artists.
    struct ArtistRow: Hashable, Sendable {
        var name: String
        var link: String
        var image: String
        var initial: String
        var move: Move?
    }

    /// One line of the tracks.
    struct TrackRow: Hashable, Sendable {
        var name: String
        var link: String
        var image: String
        var initial: String
        var album: String
        var credits: [Credit]
        var moreCredits: String
        var move: Move?
    }

    /// An artist of a track.
    struct Credit: Hashable, Sendable {
        var name: String
        var link: String
        var isFirst: Bool
    }

    /// How a rank changed since the list before.
    struct Move: Hashable, Sendable {
        var kind: String
        var mark: String
        var words: String
    }
}

extension ProfilePage.OnRepeat: TemplateModel {
    static var fields: [TemplateField<ProfilePage.OnRepeat>] {
        [
            .list("ranges", "The time ranges that have a list, the shortest first; none at the very beginning.") {
                $0.ranges
            },
            .text("emptySentence", "What to say when no time range has a list; else empty.") { $0.emptySentence },
        ]
    }
}

extension ProfilePage.Range: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Range>] {
        [
            .text("id", "`short`, `medium` or `long`: for ids and classes.") { $0.id },
            .text("label", "`4 weeks`, `6 months` or `1 year`.") { $0.label },
            .flag("isFirst", "Whether it is the one to show at first.") { $0.isFirst },
            .flag("showsArtists", "Whether there are artists, or a sentence in their place.") {
                !$0.artists.isEmpty || !$0.artistsSentence.isEmpty
            },
            .flag("showsTracks", "Whether there are tracks, or a sentence in their place.") {
                !$0.tracks.isEmpty || !$0.tracksSentence.isEmpty
            },
            .list("artists", "The top artists, at most 20, by rank.") { $0.artists },
            .list("tracks", "The top tracks, at most 20, by rank.") { $0.tracks },
            .text(
                "artistsSentence", "What to say in place of the artists; empty when there are some or they are hidden."
            ) {
                $0.artistsSentence
            },
            .text("tracksSentence", "What to say in place of the tracks; empty when there are some or they are hidden.")
            {
                $0.tracksSentence
            },
        ]
    }
}

extension ProfilePage.ArtistRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.ArtistRow>] {
        [
            .text("name", "The artist's name; any characters.") { $0.name },
            .text("link", "The artist on Spotify; can be empty.") { $0.link },
            .text("image", "A picture, an `https` address; can be empty.") { $0.image },
            .text("initial", "The letter that stands in for a picture.") { $0.initial },
            .object("move", "How the rank changed; missing when nothing in the list moved.") { $0.move },
        ]
    }
}

extension ProfilePage.TrackRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TrackRow>] {
        [
            .text("name", "The track's name; any characters.") { $0.name },
            .text("link", "The track on Spotify; can be empty.") { $0.link },
            .text("image", "The album's cover, an `https` address; can be empty.") { $0.image },
            .text("initial", "The letter that stands in for a cover.") { $0.initial },
            .text("album", "The album's name; can be empty.") { $0.album },
            .list("credits", "The track's artists, at most three.") { $0.credits },
            .text("moreCredits", "`and 2 more` when a track has more than three artists; else empty.") {
                $0.moreCredits
            },
            .object("move", "How the rank changed; missing when nothing in the list moved.") { $0.move },
        ]
    }
}

extension ProfilePage.Credit: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Credit>] {
        [
            .text("name", "The artist's name; any characters.") { $0.name },
            .text("link", "The artist on Spotify; can be empty.") { $0.link },
            .flag("isFirst", "Whether it is the first: no comma before it.") { $0.isFirst },
        ]
    }
}

extension ProfilePage.Move: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Move>] {
        [
            .text("kind", "`up`, `down`, `new` or `same`: a class.") { $0.kind },
            .text("mark", "`▲2`, `▼1`, `new` or `–`.") { $0.mark },
            .text("words", "The same for a screen reader: `up 2`.") { $0.words },
        ]
    }
}
