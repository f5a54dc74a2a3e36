import SiteModel

/// Who leads the lists, in words: the artists, or the tracks of a user who hides the artists.
struct LeaderWords {
    private struct List {
        var range: TimeRange
        var ids: [String]
        /// The first one's name, as a sentence writes it.
        var leader: String
    }

    /// How many of a list are compared.
    private static let length = 10

    /// The lists that there are, the shortest time first.
    private let lists: [List]

    init(_ data: ProfileData) {
        let ranges = TimeRange.allCases.sorted()
        let artists = ranges.compactMap { range -> List? in
            guard data.shows(.artists), let list = data.topArtists[range], let first = list.first else { return nil }
            return List(range: range, ids: Self.ids(list), leader: EnglishText.isolated(first.item.name))
        }
        guard artists.isEmpty else {
            lists = artists
            return
        }
        lists = ranges.compactMap { range in
            guard data.shows(.tracks), let list = data.topTracks[range], let first = list.first else { return nil }
            return List(range: range, ids: Self.ids(list), leader: "“\(EnglishText.isolated(first.item.name))”")
        }
    }

    private static func ids<Item: Identifiable>(_ list: [Ranked<Item>]) -> [String] where Item.ID == String {
        list.prefix(length).map(\.item.id)
    }

    /// Names the leaders, as in `Nova Tide leads these four weeks, Halden Marsh the year`, and says whether the first ten
    /// have stayed or changed.
    var sentence: String {
        guard let newest = lists.first, let oldest = lists.last else { return "" }
        let leaders = Set(lists.map { $0.ids[0] })
        let head =
            if lists.count == 1 {
                "\(newest.leader) leads \(newest.range.inWords)."
            } else if leaders.count == 1 {
                "\(newest.leader) leads \(lists.count == 2 ? "both lists" : "all three lists")."
            } else if newest.ids[0] == oldest.ids[0] {
                "\(newest.leader) leads \(newest.range.inWords) and \(oldest.range.inWords)."
            } else {
                "\(newest.leader) leads \(newest.range.inWords), \(oldest.leader) \(oldest.range.inWords)."
            }
        let change = change(from: oldest, to: newest)
        return change.isEmpty ? head : "\(head) \(change)"
    }

    /// Said when nearly all of the first ten are the same, or hardly any.
    private func change(from oldest: List, to newest: List) -> String {
        guard oldest.range != newest.range, oldest.ids.count == Self.length, newest.ids.count == Self.length else {
            return ""
        }
        let kept = Set(newest.ids).intersection(oldest.ids).count
        let place = "of the first ten are also among the first ten of \(oldest.range.inWords)"
        return switch kept {
        case 0: "None \(place)."
        case 1: "Only one of the first ten is also among the first ten of \(oldest.range.inWords)."
        case 2: "Only two \(place)."
        case Self.length: "The first ten are those of \(oldest.range.inWords), too."
        case 8...: "\(EnglishText.spelled(kept).capitalizedFirst) \(place)."
        default: ""
        }
    }
}

extension TimeRange {
    /// As the object of a sentence.
    fileprivate var inWords: String {
        switch self {
        case .shortTerm: "these four weeks"
        case .mediumTerm: "the half-year"
        case .longTerm: "the year"
        }
    }
}
