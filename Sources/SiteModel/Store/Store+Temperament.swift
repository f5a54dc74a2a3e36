import Foundation
import GRDB

extension Store {
    /// The plays of a user that ended in `[from, to)`, oldest first, as the measures of a temperament see them.
    public func temperamentPlays(of userID: Int64, from: Instant, to: Instant) async throws -> [TemperamentPlay] {
        try await read { database in
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
    }

    /// The keys of a user's top artists over a time range, best first.
    public func topArtistIDs(of userID: Int64, over range: TimeRange) async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database, sql: "SELECT artistID FROM topArtist WHERE userID = ? AND timeRange = ? ORDER BY rank",
                arguments: [userID, range.rawValue])
        }
    }

    /// What was last measured of a user; `nil` before the first time.
    public func temperament(of userID: Int64) async throws -> Temperament? {
        try await read { try Self.temperament(of: userID, $0) }
    }

    /// Keeps what was measured of a user; `dataVersion` goes up if it says another thing than before.
    ///
    /// - Returns: Whether it does.
    /// - Throws: ``StoreError``.
    public func saveTemperament(_ temperament: Temperament, of userID: Int64) async throws -> Bool {
        let known = try await self.temperament(of: userID)
        guard known != temperament else { return false }
        return try await write { database in
            let encoder = JSONEncoder()
            // In one order: the same values give the same bytes.
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

    static func temperament(of userID: Int64, _ database: Database) throws -> Temperament? {
        let statement = try database.cachedStatement(sql: "SELECT report FROM personality WHERE userID = ?")
        // A report of another version that cannot be read is measured anew, not an error.
        return try String.fetchOne(statement, arguments: [userID]).flatMap {
            try? JSONDecoder().decode(Temperament.self, from: Data($0.utf8))
        }
    }
}
