import SiteModel

extension ProfilePage.OnRepeat {
    /// How many artists, and how many tracks, a list shows.
    static let length = 20
    /// How many artists of a track are named.
    static let credits = 3

    /// Makes the lists; `nil` when the user hides both.
    ///
    /// `prefix` leads from the page to the top of the output.
    init?(_ data: ProfileData, prefix: String) {
        guard data.shows(.artists) || data.shows(.tracks) else { return nil }
        ranges = []
        for range in TimeRange.allCases.sorted() {
            let artists = data.shows(.artists) ? Self.shown(data.topArtists[range]) : []
            let tracks = data.shows(.tracks) ? Self.shown(data.topTracks[range]) : []
            guard !artists.isEmpty || !tracks.isEmpty else { continue }
            let moves = (Self.hasMoved(artists), Self.hasMoved(tracks))
            ranges.append(
                ProfilePage.Range(
                    id: range.id, label: range.label, isFirst: ranges.isEmpty,
                    artists: artists.map { ProfilePage.ArtistRow($0, showsMove: moves.0, prefix: prefix) },
                    tracks: tracks.map { ProfilePage.TrackRow($0, showsMove: moves.1, prefix: prefix) },
                    artistsSentence: artists.isEmpty && data.shows(.artists)
                        ? "No artist stands out in this time yet." : "",
                    tracksSentence: tracks.isEmpty && data.shows(.tracks) ? "No track stands out in this time yet." : ""
                ))
        }
        emptySentence = ranges.isEmpty ? "Nothing is on repeat yet. The lists fill after a few days of listening." : ""
    }

    /// Whether there is a list before this one, and anything in it was elsewhere: twenty dashes say nothing.
    private static func hasMoved<Item>(_ list: [Ranked<Item>]) -> Bool {
        list.contains { $0.previousRank != nil } && list.contains { $0.previousRank != $0.rank }
    }

    private static func shown<Item>(_ list: [Ranked<Item>]?) -> [Ranked<Item>] {
        Array((list ?? []).sorted { $0.rank < $1.rank }.prefix(length))
    }
}

extension TimeRange {
    /// For ids and classes.
    var id: String {
        switch self {
        case .shortTerm: "short"
        case .mediumTerm: "medium"
        case .longTerm: "long"
        }
    }

    /// What a page calls it.
    var label: String {
        switch self {
        case .shortTerm: "4 weeks"
        case .mediumTerm: "6 months"
        case .longTerm: "1 year"
        }
    }
}

extension ProfilePage.Move {
    /// Says how a rank changed; one that was not in the list before is new.
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
        let named = track.artists.prefix(ProfilePage.OnRepeat.credits)
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
