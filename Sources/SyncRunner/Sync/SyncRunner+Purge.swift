import Logging
import SiteModel

/// Deleting plays after `plays.keep`.
extension SyncRunner {
    /// How many users share a transaction, which deletes a day of plays of each.
    private static let usersAtOnce = 50

    /// Moves purge boundaries that lie in the future back to where they belong now.
    ///
    /// They were set while the machine's clock was ahead, and no new play would be stored until then.
    func repairPurgeBoundaries(of candidates: [SyncCandidate]) async throws {
        let now = clock.now()
        let wrong = candidates.filter { $0.purgedBefore.map { $0 > now } ?? false }
        guard !wrong.isEmpty else { return }
        try await store.movePurgeBoundaries(of: wrong.map(\.user.id), to: now - policy.settings.playsKeep)
        logger.warning("purge boundaries in the future were moved back", metadata: ["users": "\(wrong.count)"])
    }

    /// Deletes expired plays, including those of users who cannot be synced, because `plays.keep` is a promise to them
    /// too.
    func purgePlays(of candidates: [SyncCandidate]) async throws {
        let now = clock.now()
        let due = candidates.filter { policy.isPurgeDue(purgedBefore: $0.purgedBefore, at: now) }
        // The first purge may delete years of plays, so each such user gets a transaction of their own, which blocks
        // others for less time.
        let first = due.filter { $0.purgedBefore == nil }.map { [$0.user.id] }
        let later = due.filter { $0.purgedBefore != nil }.map(\.user.id)
        let batches = stride(from: 0, to: later.count, by: Self.usersAtOnce).map {
            Array(later[$0..<min(later.count, $0 + Self.usersAtOnce)])
        }
        var deleted = 0
        for userIDs in first + batches {
            try Task.checkCancellation()
            deleted += try await store.purgePlays(
                of: userIDs, endedBefore: now - policy.settings.playsKeep, keepingMonthOf: now)
        }
        if deleted > 0 { logger.debug("purged", metadata: ["users": "\(due.count)", "plays": "\(deleted)"]) }
    }
}
