import Logging
import SiteModel

/// `plays.keep`.
extension SyncRunner {
    /// This many users share a transaction, which is a day of plays of each.
    private static let usersAtOnce = 50

    /// Moves purge boundaries that lie in the future back to where they belong at our present moment.
    ///
    /// Only a run under a clock that was ahead can have set them, and until then no new play would be stored.
    func repairPurgeBoundaries(of candidates: [SyncCandidate]) async throws {
        let now = clock.now()
        let wrong = candidates.filter { $0.purgedBefore.map { $0 > now } ?? false }
        guard !wrong.isEmpty else { return }
        try await store.movePurgeBoundaries(of: wrong.map(\.user.id), to: now - policy.settings.playsKeep)
        logger.warning("purge boundaries in the future were moved back", metadata: ["users": "\(wrong.count)"])
    }

    /// Lets plays go that were kept for long enough: also of users who cannot be synced, as the promise is to them, too.
    func purgePlays(of candidates: [SyncCandidate]) async throws {
        let now = clock.now()
        let due = candidates.filter { policy.isPurgeDue(purgedBefore: $0.purgedBefore, at: now) }
        // The first time may be years of plays, which would keep others from the store for long.
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
