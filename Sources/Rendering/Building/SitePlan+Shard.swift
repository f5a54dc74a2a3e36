import Foundation
import SiteModel

/// The build of one shard of a site.
extension SitePlan {
    /// Ends the build of a shard: deletes what nothing makes any more, and writes the shard's listing.
    ///
    /// Old assets stay on the disk: pages of other shards may load them. ``buildLists(from:rendersAll:)`` deletes them.
    ///
    /// - Parameters:
    ///   - shard: The shard.
    ///   - listed: The public users, as read while their pages were judged.
    ///   - records: The manifest's entries that no user's page has claimed.
    ///   - former: The listing that was there before the users were read.
    ///   - isWhole: Whether the pages of all users were judged.
    ///   - builder: The build.
    ///   - now: The present moment.
    /// - Returns: What the build did.
    /// - Throws: ``ListingError``, ``StoreError``, ``PublishError``, ``LockError``.
    func finish(
        _ shard: Shard, _ listed: ListedUsers, _ records: SiteRecords, replacing former: ListingFile.Head?,
        isWhole: Bool, with builder: inout BuildRun, at now: Instant
    ) async throws -> BuildReport {
        try await builder.revalidate(records.unclaimedPages(.files))
        let report = try await builder.finish()
        if isWhole, builder.hasReplacedAssets {
            try await store.disownPages(records.unclaimedAssets.map(\.rawValue))
        }
        guard let listingPath, !builder.isDryRun else { return report }
        var (listed, former) = (listed, former)
        // Users who came or went meanwhile may have nobody else who lists them.
        for _ in 0..<3 {
            if try await writeListing(of: listed, shard, to: listingPath, replacing: former, builder, at: now) {
                return report
            }
            former = ListingFile.head(at: listingPath)
            listed = try await readUsers(at: now, plansPages: false)
            listed.remove(builder.ownersWithoutPage)
        }
        throw ListingError.unwritable(
            path: listingPath, reason: "users are changed all the time; the next run tries again")
    }

    /// Writes a listing, unless the one that is there is the same.
    ///
    /// - Returns: Whether nobody has changed it, or who is public, since the users were read: a name that was hidden meanwhile must
    ///   not come back.
    private func writeListing(
        of listed: ListedUsers, _ shard: Shard, to path: String, replacing former: ListingFile.Head?,
        _ builder: BuildRun, at now: Instant
    ) async throws -> Bool {
        let users = listed.inOrder
        let assets = try await store.pageRecordsOfNoUser().map(\.path).filter { $0.hasPrefix("assets/") }
        let head = ListingFile.head(users, shard, assets: assets)
        let staged =
            head == former ? nil : try ListingFile.stage(head, users, for: path) { try people(of: $0, at: now) }
        defer { if let staged { unlink(staged) } }
        let turn = try await builder.turns.take()
        defer { turn.release() }
        guard try await Listing(users + listed.withoutPage).has(store.listedUsernames()),
            ListingFile.head(at: path) == former
        else { return false }
        if let staged { try ListingFile.publish(staged, of: shard, as: path) }
        return true
    }
}
