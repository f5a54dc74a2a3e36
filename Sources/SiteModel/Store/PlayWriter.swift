import GRDB

/// Inserts and measures one user's plays, whose tracks are saved already, inside a transaction.
///
/// The result depends only on which plays were ever offered, not on their order or on how they were split into syncs:
/// ``PlayMatcher`` and ``MinuteMatcher`` are functions of the set, and a listened time is a function of a play and the
/// play before it.
struct PlayWriter {
    let database: Database
    let userID: Int64

    /// The longest listened time for a track of unknown length, in milliseconds: about the median length of a track.
    static let assumedDurationMs: Int64 = 210_000

    /// Inserts plays whose tracks are saved.
    ///
    /// - Parameters:
    ///   - plays: In any order.
    ///   - named: Minutes of rows of account data whose tracks got another name when these were saved.
    ///   - days: Receives the dates whose plays changed.
    ///   - result: Receives what is new.
    /// - Throws: What SQLite reports.
    func insert(
        _ plays: [TrackPlay], named: [Int64], days: inout TouchedDays, result: inout RecordedListening
    ) throws {
        let (rows, others) = plays.reduce(into: ([TrackPlay](), [TrackPlay]())) { parts, entry in
            if entry.play.isToTheMinute { parts.0.append(entry) } else { parts.1.append(entry) }
        }
        var changed = try insertExact(others, result: &result)
        let account = MinuteRows(database: database, userID: userID)
        var moments = changed.map(\.playedAt)
        moments += try account.keep(rows)
        changed += try match(moments, named: named, account, result: &result)
        try settle(changed, days: &days, result: &result)
    }

    /// Inserts plays of the API and history rows that have track ids.
    ///
    /// - Returns: The keys where a row was added, deleted or replaced.
    private func insertExact(_ plays: [TrackPlay], result: inout RecordedListening) throws -> [PlayKey] {
        guard !plays.isEmpty else { return [] }
        var rows = try PlayRows(database, userID: userID, around: plays)
        var changed: [PlayKey] = []
        for entry in plays.sorted(by: { $0.play.playedAt < $1.play.playedAt }) {
            let length = entry.track.durationMs.flatMap { $0 > 0 ? $0 : nil }
            let change = try rows.add(entry.play, lengthMs: length)
            if change.isNew { result.newPlays += 1 }
            if change.isMerged { result.mergedPlays += 1 }
            if change.isShown { result.isChanged = true }
            changed += change.keys
        }
        return changed
    }

    private func match(
        _ moments: [Int64], named: [Int64], _ account: MinuteRows, result: inout RecordedListening
    ) throws -> [PlayKey] {
        var stretches: [ClosedRange<Int64>] = []
        if let first = moments.min(), let last = moments.max() { stretches.append(first...last) }
        let main = stretches.first
        for minute in Set(named).sorted() where main?.contains(minute) != true { stretches.append(minute...minute) }
        var changed: [PlayKey] = []
        for stretch in stretches {
            let change = try account.match(stretch)
            // A play that was known to the minute is not new; it is exact now.
            result.newPlays = max(0, result.newPlays + change.appeared - change.vanished)
            result.mergedPlays = max(0, result.mergedPlays + change.vanished + change.madeExact)
            if !change.keys.isEmpty { result.isChanged = true }
            changed += change.keys
        }
        return changed
    }

    /// Measures plays around those that were added, deleted or changed.
    private func settle(_ changed: [PlayKey], days: inout TouchedDays, result: inout RecordedListening) throws {
        guard let first = changed.min(), let last = changed.max() else { return }
        result.changedPlays = true
        for key in changed { days.insert(key.playedAt) }
        let boundary = try PlayPurge(database: database, userID: userID).boundary()
        let rows = PlayRows(database, userID: userID)
        for key in try rows.measure(first...last, assuming: Self.assumedDurationMs, purgedAt: boundary.newestPlayAt) {
            result.isChanged = true
            days.insert(key.playedAt)
        }
        // A play from before the boundary that lost its history row to another play has to be purged.
        if let before = boundary.before, first.playedAt < before { days.purge(first.playedAt..<before) }
    }
}
