import GRDB

/// The UTC offsets by which the plays of one user are dated.
///
/// They are those of the user's zone, except for purged days: these cannot be dated again, so they keep the zone in
/// which they were summed. Otherwise a play stored next to purged ones could move to another day, and count there and
/// in the totals of its old day.
struct DatingOffsets {
    let database: Database
    let userID: Int64

    /// The offsets, given those of the user's zone.
    func clock(_ zone: ZoneOffsets) throws -> ZoneOffsets {
        try spans().reduce(zone) { clock, span in
            clock.keeping(
                ZoneOffsets(identifier: span.timeZone) ?? .utc, from: Instant(milliseconds: span.from),
                to: Instant(milliseconds: span.to))
        }
    }

    /// Ties the span of purged days to the zones in which they were summed, before the user gets another zone.
    ///
    /// - Parameters:
    ///   - old: The user's zone so far.
    ///   - zone: The offsets of the new zone.
    /// - Throws: What SQLite reports.
    func keepPurgedDays(in old: String, against zone: ZoneOffsets) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT min(date), max(date) FROM listeningDay WHERE userID = ? AND isPurged",
            arguments: [userID])
        guard let first = (row?[0] as String?).flatMap({ LocalDate($0) }),
            let last = (row?[1] as String?).flatMap({ LocalDate($0) })
        else { return }
        let clock = try clock(ZoneOffsets(identifier: old) ?? .utc)
        // No other play may fall on these dates: a purged day takes in no more plays.
        let start = min(clock.start(of: first), zone.start(of: first)).milliseconds
        let end = max(clock.end(of: last), zone.end(of: last)).milliseconds
        var kept: [Span] = []
        var from = start
        for span in try spans() where span.to > from && span.from < end {
            if span.from > from { kept.append(Span(from: from, to: span.from, timeZone: old)) }
            kept.append(Span(from: max(from, span.from), to: min(span.to, end), timeZone: span.timeZone))
            from = min(span.to, end)
        }
        if from < end { kept.append(Span(from: from, to: end, timeZone: old)) }
        try database.execute(sql: "DELETE FROM zoneSpan WHERE userID = ?", arguments: [userID])
        for span in kept {
            try database.execute(
                sql: "INSERT INTO zoneSpan (userID, \"from\", \"to\", timeZone) VALUES (?, ?, ?, ?)",
                arguments: [userID, span.from, span.to, span.timeZone])
        }
    }

    private struct Span {
        var from: Int64
        var to: Int64
        var timeZone: String
    }

    private func spans() throws -> [Span] {
        let statement = try database.cachedStatement(
            sql: "SELECT \"from\", \"to\", timeZone FROM zoneSpan WHERE userID = ? ORDER BY \"from\"")
        return try Row.fetchAll(statement, arguments: [userID]).map {
            Span(from: $0[0], to: $0[1], timeZone: $0[2])
        }
    }
}
