import Foundation
import GRDB

extension Store {
    /// The plays of a user that ended in `[from, to)`, oldest first, as the measures of the temperament need them.
    package func temperamentPlays(of userID: Int64, from: Instant, to: Instant) async throws -> [TemperamentPlay] {
        try await read { try Self.temperamentPlays(of: userID, from: from, to: to, $0) }
    }

    static func temperamentPlays(
        of userID: Int64, from: Instant, to: Instant, _ database: Database
    ) throws -> [TemperamentPlay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT play.playedAt, play.listenedMs, coalesce(nullif(track.isrc, ''), 'track:' || track.id),
                    trackArtist.artistID, track.releaseDate
                FROM play JOIN track ON track.id = play.trackID
                    LEFT JOIN trackArtist ON trackArtist.trackID = play.trackID AND trackArtist.position = 0
                WHERE play.userID = ? AND play.playedAt >= ? AND play.playedAt < ?
                ORDER BY play.playedAt, play.trackID
                """)
        return try Row.fetchAll(statement, arguments: [userID, from.milliseconds, to.milliseconds]).map { row in
            TemperamentPlay(
                playedAt: Instant(milliseconds: row[0]), listenedMs: row[1], recording: row[2], artistID: row[3],
                releaseDate: row[4])
        }
    }

    /// The temperament of a user as last measured; `nil` before the first time.
    package func temperament(of userID: Int64) async throws -> Temperament? {
        try await read { try Self.temperament(of: userID, $0) }
    }

    /// Stores a user's temperament; `dataVersion` increases if a page then says something else.
    ///
    /// - Returns: Whether `dataVersion` increased.
    /// - Throws: ``StoreError``.
    package func saveTemperament(_ temperament: Temperament, of userID: Int64) async throws -> Bool {
        try await write { database in
            let known = try Self.temperament(of: userID, database)
            guard known != temperament else { return false }
            let encoder = JSONEncoder()
            // In a fixed order, so that the same values give the same bytes.
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO personality (userID, lastDay, plays, label, report) VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    userID, temperament.lastDay.description, temperament.plays,
                    temperament.label.map(\.rawValue).joined(separator: ","),
                    String(decoding: try encoder.encode(temperament), as: UTF8.self),
                ])
            if let known, known.says(what: temperament) { return false }
            try Self.raiseDataVersion(of: userID, database)
            return true
        }
    }

    /// The stored report; one that cannot be read counts as not measured.
    static func temperament(of userID: Int64, _ database: Database) throws -> Temperament? {
        let statement = try database.cachedStatement(sql: "SELECT report FROM personality WHERE userID = ?")
        return try FastRows.first(statement, [userID]) { row in
            row.withBytes(0) { report in
                var reader = TemperamentReader(report)
                return reader.report() ?? (try? JSONDecoder().decode(Temperament.self, from: Data(report)))
            }
        } ?? nil
    }
}

extension Store {
    /// A user whose report has to be measured again, for the same window.
    package struct OutdatedTemperament: Sendable {
        /// The user's key.
        package var userID: Int64
        /// The user's time zone.
        package var timeZone: String
        /// The last local date of the window.
        package var lastDay: LocalDate
    }

    /// The users whose report has an old form, which held sentences.
    ///
    /// The next sync would measure them again, but some users are not due for a day, and for some every sync fails.
    ///
    /// - Parameter userID: The only user to look at; `nil` for all.
    /// - Returns: The users, by key.
    /// - Throws: ``StoreError``.
    package func outdatedTemperaments(of userID: Int64? = nil) async throws -> [OutdatedTemperament] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT user.id, user.timeZone, personality.lastDay FROM personality
                        JOIN user ON user.id = personality.userID
                    WHERE instr(personality.report, '"sentence":') > 0 AND user.id = coalesce(?, user.id)
                    ORDER BY user.id
                    """, arguments: [userID])
            return try Array(
                rows.compactMap { row in
                    LocalDate(row[2] as String).map {
                        OutdatedTemperament(userID: row[0], timeZone: row[1], lastDay: $0)
                    }
                })
        }
    }
}
