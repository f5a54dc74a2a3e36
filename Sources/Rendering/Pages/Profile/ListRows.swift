import SiteModel

extension ProfilePage {
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

        /// How many artists of a track are named.
        static let creditCount = 3
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

extension ProfilePage.ArtistRow {
    init(_ ranked: TopArtist, showsMove: Bool, prefix: String) {
        let artist = ranked.item
        self.init(
            name: artist.name, link: SafeLink.address(artist.url),
            image: SafeLink.picture(artist.imageURL, prefix: prefix),
            initial: Initial.of(artist.name),
            move: showsMove ? ProfilePage.Move(rank: ranked.rank, previousRank: ranked.previousRank) : nil)
    }
}

extension ProfilePage.TrackRow {
    init(_ ranked: TopTrack, showsMove: Bool, prefix: String) {
        let track = ranked.item
        let named = track.artists.prefix(Self.creditCount)
        let more = track.artists.count - named.count
        self.init(
            name: track.name, link: SafeLink.address(track.url),
            image: SafeLink.picture(track.imageURL, prefix: prefix),
            initial: Initial.of(track.name), album: track.album ?? "",
            credits: named.enumerated().map { index, artist in
                ProfilePage.Credit(name: artist.name, link: SafeLink.address(artist.url), isFirst: index == 0)
            }, moreCredits: more > 0 ? "and \(more) more" : "",
            move: showsMove ? ProfilePage.Move(rank: ranked.rank, previousRank: ranked.previousRank) : nil)
    }
}

extension ProfilePage.Move {
    /// Says how a rank changed; without a previous rank it is new.
    init(rank: Int, previousRank: Int?) {
        guard let previousRank else {
            self.init(kind: "new", mark: "new", words: "new")
            return
        }
        let change = previousRank - rank
        if change > 0 {
            self.init(kind: "up", mark: "▲\(change)", words: "up \(change)")
        } else if change < 0 {
            self.init(kind: "down", mark: "▼\(-change)", words: "down \(-change)")
        } else {
            self.init(kind: "same", mark: "–", words: "unchanged")
        }
    }
}

extension ProfilePage.ArtistRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.ArtistRow>] {
        [
            .text("name", "The artist's name; any characters.") { $0.name },
            .text("link", "The artist on Spotify; can be empty.") { $0.link },
            .text("image", "A picture, an `https` address; can be empty.") { $0.image },
            .text("initial", "The letter shown in place of a picture.") { $0.initial },
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
            .text("initial", "The letter shown in place of a cover.") { $0.initial },
            .text("album", "The album's name; can be empty.") { $0.album },
            .list("credits", "The track's artists, at most three.") { $0.credits },
            .text("moreCredits", "`and 2 more` when a track has more than three artists; otherwise empty.") {
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
