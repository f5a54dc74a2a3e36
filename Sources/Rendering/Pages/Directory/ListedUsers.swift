import SiteModel

/// The public users, in as few bytes each as their order in the directory takes: there may be 100,000.
struct ListedUsers {
    struct Entry {
        var id: Int64
        var fingerprint: [UInt8]
        /// The years that have a page.
        var years: [Int16]
        fileprivate var order: ListOrder

        var username: Username { order.username }

        init(_ user: User, fingerprint: [UInt8], recaps: [RecapMarks.Mark] = []) {
            id = user.id
            self.fingerprint = fingerprint
            years = recaps.lazy.map(\.period).filter(\.isYear).map { Int16(clamping: $0.year) }
            order = ListOrder(user.username, shownName: user.shownName)
        }
    }

    private var entries: [Entry] = []
    /// Public users who were taken out, because their pages are not there yet.
    private(set) var withoutPage: [Entry] = []

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// Takes out users whose pages are not there yet, so that nothing links to them.
    mutating func remove(_ ids: Set<Int64>) {
        guard !ids.isEmpty else { return }
        withoutPage += entries.filter { ids.contains($0.id) }
        entries.removeAll { ids.contains($0.id) }
    }

    /// The users in the order of the directory.
    var inOrder: [Entry] { entries.sorted { $0.order < $1.order } }
}
