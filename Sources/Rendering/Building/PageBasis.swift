import SiteModel

/// What a page was judged from, apart from files.
///
/// It is read again when a page is put in place: since it was judged, its owner may have hidden it, or another program may
/// have written it.
enum PageBasis: Sendable {
    /// Templates and assets, which no other program changes.
    case files
    /// The users that the site lists, or will list when they have a page.
    case listing(Listing)
    /// A user; all pages of one share it.
    indirect case user(UserPages)
}

/// The users that the site lists, which all pages that list some of them share.
final class Listing: Sendable {
    private let users: [ListedUsers.Entry]

    /// - Parameter users: The users, each once.
    init(_ users: [ListedUsers.Entry]) { self.users = users }

    /// Whether these are the users, each with the same name.
    func has(_ usernames: [Int64: Username]) -> Bool {
        users.count == usernames.count && users.allSatisfy { usernames[$0.id] == $0.username }
    }
}

extension SitePlan {
    /// Reads again what pages were judged from.
    ///
    /// - Parameter pages: The pages; the caller has the turn to publish.
    /// - Returns: Each page with the record of now; `nil` for one whose user, or whose list of users, is not the same any more.
    /// - Throws: ``StoreError``.
    func current(_ pages: [PageSource]) async throws -> [PageSource?] {
        let owners = pages.compactMap { page -> Int64? in
            guard case .user(let pages) = page.basis else { return nil }
            return pages.user.id
        }
        let owned = try await store.shownUsers(Set(owners))
        let records = Dictionary(
            uniqueKeysWithValues: try await store.pageRecords(pages.map(\.path.rawValue)).map { ($0.path, $0) })
        let listed = try await pages.contains(where: \.listsUsers) ? store.listedUsernames() : nil
        var isCurrent: [ObjectIdentifier: Bool] = [:]
        return pages.map { page in
            switch page.basis {
            case .files: break
            case .listing(let listing):
                let isSame = isCurrent[ObjectIdentifier(listing)] ?? listed.map(listing.has) ?? false
                isCurrent[ObjectIdentifier(listing)] = isSame
                guard isSame else { return nil }
            case .user(let pages):
                let now = owned[pages.user.id]
                let isSame =
                    now.map { $0.isShown == pages.isShown && $0.user.isPublishedLike(pages.user) } ?? !pages.isShown
                guard isSame else { return nil }
            }
            var page = page
            page.record = records[page.path.rawValue]
            return page
        }
    }
}

extension PageSource {
    /// Whether it depends on which users the site lists.
    var listsUsers: Bool {
        if case .listing = basis { true } else { false }
    }
}

extension User {
    /// Whether the pages of both are the same: a sync that found nothing new changes none.
    fileprivate func isPublishedLike(_ other: User) -> Bool {
        var (left, right) = (self, other)
        (left.syncedAt, left.profileFetchedAt) = (nil, nil)
        (right.syncedAt, right.profileFetchedAt) = (nil, nil)
        return left == right
    }
}
