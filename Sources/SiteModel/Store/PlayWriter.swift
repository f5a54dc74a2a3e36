import GRDB

/// Inserts plays of one user, whose tracks are saved already, inside a transaction, measures them, and sums the touched days up again.
///
/// What is stored afterwards depends only on which plays were ever offered, not on their order or on how they were
/// split into syncs: ``PlayMatcher`` is a function of the set, and a listened time is one of a play and the one before.
struct PlayWriter {
    let database: Database
    let userID: Int64
    let days: DaySums

    /// A play of a track whose length nobody told counts at most this long: about the median length of a track.
    static let assumedDurationMs: Int64 = 210_000

    init(_ days: DaySums) {
        database = days.database
        userID = days.userID
        self.days = days
    }

    /// Inserts plays whose tracks are saved.
    func insert(_ plays: [TrackPlay], result: inout RecordedListening) throws {
        var rows = try PlayRows(database, userID: userID, around: plays)
        var touched: Set<LocalDate> = []
        var changed: ClosedRange<PlayKey>?
        for entry in plays.sorted(by: { $0.play.playedAt < $1.play.playedAt }) {
            let length = entry.track.durationMs.flatMap { $0 > 0 ? $0 : nil }
            let change = try rows.add(entry.play, lengthMs: length)
            if change.isNew { result.newPlays += 1 }
            if change.isMerged { result.mergedPlays += 1 }
            if change.isShown { result.isChanged = true }
            for key in change.keys {
                touched.insert(date(of: key))
                changed = changed.map { min($0.lowerBound, key)...max($0.upperBound, key) } ?? key...key
            }
        }
        guard let changed else { return }
        let purge = PlayPurge(database: database, userID: userID)
        let boundary = try purge.boundary()
        for key in try rows.measure(
            changed, assuming: Self.assumedDurationMs, purgedAt: boundary.newestPlayAt)
        {
            result.isChanged = true
            touched.insert(date(of: key))
        }
        try days.sumUp(touched)
        // A play that lost its export's row to another one of before the boundary is one to purge.
        if let before = boundary.before, changed.lowerBound.playedAt < before {
            _ = try purge.delete(from: changed.lowerBound.playedAt, before: before, clock: days.clock)
        }
    }

    private func date(of key: PlayKey) -> LocalDate { days.clock.date(of: Instant(milliseconds: key.playedAt)) }
}
