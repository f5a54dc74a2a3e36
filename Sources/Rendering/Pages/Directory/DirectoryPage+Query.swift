import Foundation
import SiteModel

extension DirectoryPage {
    /// The name of the page's template.
    static let templateName = "directory"
    /// How many people one page holds.
    static let length = 100

    /// One page of the directory, and where it goes.
    struct Part: Hashable, Sendable {
        var place: PagePlace
        var model: Model
    }

    /// Makes the pages of the directory: `index.html`, and from the 101st person on `index-2.html` and so on.
    ///
    /// A file and not a folder: a folder's name could be a username. No ranking of people: the order is by name, whatever
    /// order they come in.
    ///
    /// - Parameters:
    ///   - entries: The public users, in any order.
    ///   - site: What every page shares.
    ///   - today: The date in a user's zone.
    /// - Returns: At least one page.
    static func parts(
        _ entries: [DirectoryEntry], site: SiteContext, today: (User) -> LocalDate
    ) -> [Part] {
        let ordered = entries.map { (key: SortKey($0), entry: $0) }.sorted { $0.key < $1.key }.map(\.entry)
        let count = max(1, (ordered.count + length - 1) / length)
        return (0..<count).map { index in
            let shown = ordered.dropFirst(index * length).prefix(length)
            let place = PagePlace.root(file: file(index))
            let position = count > 1 ? "Page \(index + 1) of \(count)" : ""
            let sentence = Self.sentence(ordered.count)
            return Part(
                place: place,
                model: Model(
                    page: PageFrame(
                        title: index == 0 ? site.title : position, description: sentence, place: place, site: site),
                    title: site.title, sentence: sentence,
                    people: shown.map { Person($0, prefix: place.prefix(in: site), today: today($0.user)) },
                    previous: index > 0 ? file(index - 1) : "", next: index + 1 < count ? file(index + 1) : "",
                    position: position))
        }
    }

    /// The file of a page, counted from 0.
    static func file(_ index: Int) -> String { index == 0 ? "index.html" : "index-\(index + 1).html" }

    private static func sentence(_ count: Int) -> String {
        switch count {
        case 0: "Nobody is listed here yet."
        case 1: "What one person listens to."
        default: "What \(Figures.spelled(count)) people listen to."
        }
    }

    /// Case and accents do not part names that a reader looks for in one place.
    private struct SortKey: Comparable {
        var folded: [UInt8]
        var exact: [UInt8]

        init(_ entry: DirectoryEntry) {
            // Without a locale: the same order on every machine.
            let folded = entry.user.shownName.folding(
                options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            self.folded = Array(folded.utf8)
            exact = Array(entry.user.username.rawValue.utf8)
        }

        static func < (left: SortKey, right: SortKey) -> Bool {
            left.folded == right.folded
                ? left.exact.lexicographicallyPrecedes(right.exact)
                : left.folded.lexicographicallyPrecedes(right.folded)
        }
    }
}

extension DirectoryPage.Person {
    init(_ entry: DirectoryEntry, prefix: String, today: LocalDate) {
        let user = entry.user
        let showsArtists = !user.hiddenSections.contains(.artists)
        let showsHistory = !user.hiddenSections.contains(.history)
        self.init(
            name: user.shownName, link: "\(prefix)\(user.username.rawValue)/index.html",
            hue: Hue(of: user.username).cssClass, initial: Initial.of(user.shownName),
            topArtist: showsArtists ? entry.topArtist?.name ?? "" : "",
            strip: showsHistory ? WeekStrip(entry.days, today: today).picture : .empty)
    }
}
