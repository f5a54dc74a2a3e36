import Foundation
import SiteModel

/// The public users, in as few bytes each as their order in the directory takes: there may be 100,000.
struct ListedUsers {
    struct Entry {
        var id: Int64
        var username: Username
        var fingerprint: [UInt8]
        /// The years that have a page.
        var years: [Int16]
        /// Case and accents do not part names that a reader looks for in one place.
        fileprivate var folded: [UInt8]
    }

    private var entries: [Entry] = []
    /// Public users who were taken out, because their pages are not there yet.
    private(set) var withoutPage: [Entry] = []

    mutating func append(_ user: User, fingerprint: [UInt8], recaps: [RecapMarks.Mark] = []) {
        entries.append(
            Entry(
                id: user.id, username: user.username, fingerprint: fingerprint,
                years: recaps.lazy.map(\.period).filter(\.isYear).map { Int16(clamping: $0.year) },
                folded: Self.folded(user.shownName)))
    }

    /// Takes out users whose pages are not there yet, so that nothing links to them.
    mutating func remove(_ ids: Set<Int64>) {
        guard !ids.isEmpty else { return }
        withoutPage += entries.filter { ids.contains($0.id) }
        entries.removeAll { ids.contains($0.id) }
    }

    private static func folded(_ name: String) -> [UInt8] {
        // Foundation takes several times as long, and most names are plain.
        let bytes = Array(name.utf8)
        if bytes.allSatisfy({ $0 < 128 }) {
            return bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        }
        // Without a locale: the same order on every machine.
        let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive, .widthInsensitive]
        return Array(name.folding(options: options, locale: nil).utf8)
    }

    /// By the name that is shown, then by username.
    var inOrder: [Entry] {
        entries.sorted { left, right in
            left.folded == right.folded
                ? left.username < right.username : left.folded.lexicographicallyPrecedes(right.folded)
        }
    }
}
