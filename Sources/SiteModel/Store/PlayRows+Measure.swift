import GRDB

/// Listened times, which the API does not send.
extension PlayRows {
    /// Measures the API plays of a span of keys again, and those that directly follow it.
    ///
    /// - Parameters:
    ///   - keys: The first and the last key where something changed.
    ///   - assumedMs: The length of a track whose length is unknown, in milliseconds.
    ///   - purgedAt: The end of the newest purged play, from which the play after it is still measured.
    /// - Returns: The plays whose listened time changed.
    /// - Throws: What SQLite reports.
    func measure(_ keys: ClosedRange<PlayKey>, assuming assumedMs: Int64, purgedAt: Int64?) throws -> [PlayKey] {
        let before = try neighbour(of: keys.lowerBound, after: false)
        let last = try neighbour(of: keys.upperBound, after: true) ?? keys.upperBound
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, trackID, source = 'api', listenedMs, lengthMs FROM play
                WHERE userID = ? AND (playedAt, trackID) BETWEEN (?, ?) AND (?, ?) ORDER BY playedAt, trackID
                """)
        let cursor = try Row.fetchCursor(
            statement,
            arguments: [userID, keys.lowerBound.playedAt, keys.lowerBound.trackID, last.playedAt, last.trackID])
        var previous = before?.playedAt
        var measured: [(key: PlayKey, listenedMs: Int64)] = []
        while let row = try cursor.next() {
            let playedAt: Int64 = row[0]
            if row[2] {
                if let purgedAt, purgedAt < playedAt { previous = max(previous ?? purgedAt, purgedAt) }
                let listenedMs = min(previous.map { playedAt - $0 } ?? .max, row[4] ?? assumedMs)
                if listenedMs != row[3] { measured.append((PlayKey(playedAt: playedAt, trackID: row[1]), listenedMs)) }
            }
            previous = playedAt
        }
        let update = try database.cachedStatement(
            sql: "UPDATE play SET listenedMs = ? WHERE userID = ? AND playedAt = ? AND trackID = ?")
        for (key, listenedMs) in measured {
            try update.execute(arguments: [listenedMs, userID, key.playedAt, key.trackID])
        }
        return measured.map(\.key)
    }

    /// The nearest row before or after a key, whether or not there is a row at the key.
    private func neighbour(of key: PlayKey, after: Bool) throws -> PlayKey? {
        let (sign, order) = after ? (">", "") : ("<", "DESC")
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, trackID FROM play WHERE userID = ? AND (playedAt, trackID) \(sign) (?, ?)
                ORDER BY playedAt \(order), trackID \(order) LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [userID, key.playedAt, key.trackID])
            .map { PlayKey(playedAt: $0[0], trackID: $0[1]) }
    }
}
