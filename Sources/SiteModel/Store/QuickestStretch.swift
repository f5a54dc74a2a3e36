import GRDB

/// The shortest time in which a user ever played ``RecentPlays/stretch`` tracks.
///
/// It limits the time between syncs of a silent user: after a longer time, new plays could be lost.
struct QuickestStretch {
    let database: Database
    let userID: Int64

    /// Measures the stretches that include new plays; the shortest time is kept for good.
    func update(_ newPlays: [TrackPlay]) throws {
        let ends = newPlays.map(\.play.playedAt.milliseconds)
        guard let first = ends.min(), let last = ends.max() else { return }
        let from = try neighbour(of: first, isAfter: false) ?? first
        let to = try neighbour(of: last, isAfter: true) ?? last
        let statement = try database.cachedStatement(
            sql: """
                UPDATE user SET quickestStretchMs = span FROM (
                    SELECT min(playedAt - earlier) AS span FROM (
                        SELECT playedAt, lag(playedAt, \(RecentPlays.stretch - 1)) OVER (ORDER BY playedAt, trackID) AS earlier
                        FROM play WHERE userID = ?1 AND playedAt BETWEEN ?2 AND ?3
                    )
                ) WHERE id = ?1 AND span < coalesce(quickestStretchMs, \(Int64.max))
                """)
        try statement.execute(arguments: [userID, from, to])
    }

    /// The farthest play that can share a stretch with a play at a moment.
    private func neighbour(of moment: Int64, isAfter: Bool) throws -> Int64? {
        let (farthest, sign, order) = isAfter ? ("max", ">", "ASC") : ("min", "<", "DESC")
        return try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(farthest)(playedAt) FROM (
                        SELECT playedAt FROM play WHERE userID = ? AND playedAt \(sign) ?
                        ORDER BY playedAt \(order) LIMIT \(RecentPlays.stretch)
                    )
                    """),
            arguments: [userID, moment])
    }

    /// Adds the column and fills it from the stored plays.
    static func migrate(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE user ADD COLUMN quickestStretchMs INTEGER")
        try database.execute(
            sql: """
                UPDATE user SET quickestStretchMs = span FROM (
                    SELECT userID, min(playedAt - earlier) AS span FROM (
                        SELECT userID, playedAt, lag(playedAt, 21) OVER (
                            PARTITION BY userID ORDER BY playedAt, trackID) AS earlier
                        FROM play
                    ) GROUP BY userID
                ) WHERE userID = user.id
                """)
    }
}
