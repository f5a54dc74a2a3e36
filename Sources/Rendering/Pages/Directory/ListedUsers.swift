import Foundation
import SiteModel

/// The public users, in as few bytes each as their order in the directory takes: there may be 100,000.
struct ListedUsers {
    struct Entry {
        var id: Int64
        var username: Username
        var fingerprint: [UInt8]
        /// Case and accents do not part names that a reader looks for in one place.
        fileprivate var folded: [UInt8]
    }

    private var entries: [Entry] = []

    mutating func append(_ user: User, fingerprint: [UInt8]) {
        // Without a locale: the same order on every machine.
        let folded = user.shownName.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        entries.append(
            Entry(id: user.id, username: user.username, fingerprint: fingerprint, folded: Array(folded.utf8)))
    }

    /// By the name that is shown, then by username.
    var inOrder: [Entry] {
        entries.sorted { left, right in
            left.folded == right.folded
                ? left.username < right.username : left.folded.lexicographicallyPrecedes(right.folded)
        }
    }
}
