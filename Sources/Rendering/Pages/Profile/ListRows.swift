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
    fileprivate init(_ artist: Artist, prefix: String) {
        self.init(
            name: artist.name, link: SafeLink.address(artist.url),
            image: SafeLink.picture(artist.imageURL, prefix: prefix),
            initial: Initial.of(artist.name))
    }
}

extension ProfilePage.TrackRow {
    fileprivate init(_ track: Track, prefix: String) {
        let named = track.artists.prefix(Self.creditCount)
        let more = track.artists.count - named.count
        self.init(
            name: track.name, link: SafeLink.address(track.url),
            image: SafeLink.picture(track.imageURL, prefix: prefix),
            initial: Initial.of(track.name), album: track.album ?? "",
            credits: named.enumerated().map { index, artist in
                ProfilePage.Credit(name: artist.name, link: SafeLink.address(artist.url), isFirst: index == 0)
            }, moreCredits: more > 0 ? "and \(more) more" : "")
    }
}

extension ProfilePage {
    /// The lines of artists and tracks, made once for all pages of a worker that name them.
    final class ListRows {
        private let prefix: String
        private var artists: [String: (Artist, ArtistRow)] = [:]
        private var tracks: [String: (Track, TrackRow)] = [:]

        /// How many of each it keeps: some 20 MB.
        private static let capacity = 20_000

        /// Creates lines for pages whose links begin with `prefix`, which leads to the top of the output.
        init(prefix: String) { self.prefix = prefix }

        /// The line of an artist, without a move.
        func row(of artist: Artist) -> ArtistRow {
            if let known = artists[artist.id], known.0 == artist { return known.1 }
            let row = ArtistRow(artist, prefix: prefix)
            if artists.count == Self.capacity { artists.removeAll() }
            artists[artist.id] = (artist, row)
            return row
        }

        /// The line of a track, without a move.
        func row(of track: Track) -> TrackRow {
            if let known = tracks[track.id], known.0 == track { return known.1 }
            let row = TrackRow(track, prefix: prefix)
            if tracks.count == Self.capacity { tracks.removeAll() }
            tracks[track.id] = (track, row)
            return row
        }
    }
}

extension ProfilePage.Move {
    /// Says how a rank changed; without a previous rank it is new.
    init(of ranked: Ranked<some Hashable & Sendable>) {
        guard let previousRank = ranked.previousRank else {
            self.init(kind: "new", mark: "new", words: "new")
            return
        }
        let change = previousRank - ranked.rank
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
