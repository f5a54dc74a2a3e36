import Foundation
import SiteModel

/// The place of a user in the directory: by the name that is shown, then by username.
struct ListOrder: Comparable {
    let username: Username
    /// Case and accents do not part names that a reader looks for in one place.
    private let folded: [UInt8]

    init(_ username: Username, shownName: String) {
        self.username = username
        folded = Self.folded(shownName)
    }

    static func < (left: ListOrder, right: ListOrder) -> Bool {
        left.folded == right.folded
            ? left.username < right.username : left.folded.lexicographicallyPrecedes(right.folded)
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
}
