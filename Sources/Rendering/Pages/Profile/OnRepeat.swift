import SiteModel

extension ProfilePage {
    /// The top artists and tracks, by time range.
    struct OnRepeat: Hashable, Sendable {
        var sentence: String
        var ranges: [Range]
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
}

extension ProfilePage.OnRepeat {
    /// How many artists, and how many tracks, a list shows.
    static let length = 20

    /// Makes the lists; `nil` when the user hides both, and without any list.
    init?(_ data: ProfileData, rows: ProfilePage.ListRows) {
        var ranges: [ProfilePage.Range] = []
        for range in TimeRange.allCases.sorted() {
            let artists = data.shows(.artists) ? Self.shown(data.topArtists[range]) : []
            let tracks = data.shows(.tracks) ? Self.shown(data.topTracks[range]) : []
            guard !artists.isEmpty || !tracks.isEmpty else { continue }
            let moves = (artists: Self.hasMoved(artists), tracks: Self.hasMoved(tracks))
            ranges.append(
                ProfilePage.Range(
                    id: range.id, label: range.label, isFirst: ranges.isEmpty,
                    artists: artists.map { ranked in
                        var row = rows.row(of: ranked.item)
                        if moves.artists { row.move = ProfilePage.Move(of: ranked) }
                        return row
                    },
                    tracks: tracks.map { ranked in
                        var row = rows.row(of: ranked.item)
                        if moves.tracks { row.move = ProfilePage.Move(of: ranked) }
                        return row
                    },
                    artistsSentence: artists.isEmpty && data.shows(.artists)
                        ? "No artist stands out in this time yet." : "",
                    tracksSentence: tracks.isEmpty && data.shows(.tracks) ? "No track stands out in this time yet." : ""
                ))
        }
        guard !ranges.isEmpty else { return nil }
        self.init(sentence: LeaderWords(data).sentence, ranges: ranges)
    }

    /// Whether any rank differs from an earlier list; otherwise the column would hold only dashes.
    private static func hasMoved<Item>(_ list: ArraySlice<Ranked<Item>>) -> Bool {
        list.contains { $0.previousRank != nil } && list.contains { $0.previousRank != $0.rank }
    }

    /// The store gives the ranks in order.
    private static func shown<Item>(_ list: [Ranked<Item>]?) -> ArraySlice<Ranked<Item>> {
        list?.prefix(length) ?? []
    }
}

extension TimeRange {
    /// For ids and classes.
    fileprivate var id: String {
        switch self {
        case .shortTerm: "short"
        case .mediumTerm: "medium"
        case .longTerm: "long"
        }
    }

    /// What a page calls it.
    fileprivate var label: String {
        switch self {
        case .shortTerm: "4 weeks"
        case .mediumTerm: "6 months"
        case .longTerm: "1 year"
        }
    }
}

extension ProfilePage.OnRepeat: TemplateModel {
    static var fields: [TemplateField<ProfilePage.OnRepeat>] {
        [
            .text("sentence", "Who leads the lists, in words.") { $0.sentence },
            .list("ranges", "The time ranges that have a list, the shortest first.") { $0.ranges },
        ]
    }
}

extension ProfilePage.Range: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Range>] {
        [
            .text("id", "`short`, `medium` or `long`: for ids and classes.") { $0.id },
            .text("label", "`4 weeks`, `6 months` or `1 year`.") { $0.label },
            .flag("isFirst", "Whether it is the one to show first.") { $0.isFirst },
            .flag("showsArtists", "Whether there are artists, or a sentence in their place.") {
                !$0.artists.isEmpty || !$0.artistsSentence.isEmpty
            },
            .flag("showsTracks", "Whether there are tracks, or a sentence in their place.") {
                !$0.tracks.isEmpty || !$0.tracksSentence.isEmpty
            },
            .list("artists", "The top artists, at most 20, by rank.") { $0.artists },
            .list("tracks", "The top tracks, at most 20, by rank.") { $0.tracks },
            .text(
                "artistsSentence", "A sentence in place of the artists; empty when there are some or they are hidden."
            ) {
                $0.artistsSentence
            },
            .text("tracksSentence", "A sentence in place of the tracks; empty when there are some or they are hidden.")
            {
                $0.tracksSentence
            },
        ]
    }
}
