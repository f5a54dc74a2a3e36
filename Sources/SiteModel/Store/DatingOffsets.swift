import GRDB

/// The clock by which the plays of one user are put on dates.
///
/// That is the clock of the user's zone, but for days whose plays were purged: nothing could move these to another zone,
/// so the stretch in which they lie keeps the zone it was summed up in. Else a play stored beside purged ones would leave
/// its day, whose sums still hold it, and be counted on another one, too.
struct DatingOffsets {
    let database: Database
    let userID: Int64

    /// The clock, given that of the user's zone.
    func clock(_ zone: ZoneOffsets) throws -> ZoneOffsets {
        try spans().reduce(zone) { clock, span in
            clock.keeping(
                ZoneOffsets(identifier: span.timeZone) ?? .utc, from: Instant(milliseconds: span.from),
                to: Instant(milliseconds: span.to))
        }
    }

    /// Ties the stretch of purged days to the zones they have, before the user gets another one.
    ///
    /// - Parameters:
    ///   - old: The user's zone until now.
    ///   - zone: The clock of the next one.
    /// - Throws: What SQLite reports.
    func keepPurgedDays(in old: String, against zone: ZoneOffsets) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT min(date), max(date) FROM listeningDay WHERE userID = ? AND isPurged",
            arguments: [userID])
        guard let first = (row?[0] as String?).flatMap({ LocalDate($0) }),
            let last = (row?[1] as String?).flatMap({ LocalDate($0) })
        else { return }
        let clock = try clock(ZoneOffsets(identifier: old) ?? .utc)
        // No other play may fall on these dates: a purged day takes no more in than it has.
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
