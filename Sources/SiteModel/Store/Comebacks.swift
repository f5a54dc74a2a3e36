import GRDB

/// Finds the artists whom one user heard again after a long time, inside a transaction.
struct Comebacks {
    private let database: Database
    private let userID: Int64
    /// From here on, every play is stored: of an earlier one, a later one may have been deleted.
    private let firstStored: Int64

    /// How long nothing was heard.
    static let silenceMs: Int64 = 180 * 86_400_000
    /// How many plays an artist has after that.
    static let leastPlays = 10

    init(_ database: Database, _ userID: Int64) throws {
        self.database = database
        self.userID = userID
        firstStored = try PlayPurge(database: database, userID: userID).boundary().firstUnpurged
    }

    /// The artists with a silence before, or in, some plays.
    ///
    /// - Returns: Their keys.
    /// - Throws: What SQLite reports.
    func found(in heard: RecapPlays) throws -> Set<String> {
        var moments: [String: [Int64]] = [:]
        for play in heard.plays {
            guard let artistID = heard.tracks[play.track].artistID else { continue }
            moments[artistID, default: []].append(play.playedAt.milliseconds)
        }
        let recent = try lastPlays(before: heard.plays.first?.playedAt.milliseconds ?? 0)
        return Set(
            try moments.filter { $0.value.count >= Self.leastPlays }.filter { artistID, moments in
                let ends = moments.dropLast(Self.leastPlays - 1)
                var last = recent[artistID]
                // Few artists were silent for so long and are not new: only for those a query for one is worth it.
                if last == nil, !heard.newArtists.contains(artistID) {
                    last = try lastPlay(of: artistID, before: moments[0])
                }
                let before = last.map { $0 >= firstStored ? [$0] : [] } ?? []
                return zip(before + ends, before.isEmpty ? ends.dropFirst() : ends).contains {
                    $1 - $0 >= Self.silenceMs
                }
            }.keys)
    }

    /// The end of the last play of each artist who was heard in the time before a moment that counts as a silence.
    private func lastPlays(before moment: Int64) throws -> [String: Int64] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT trackArtist.artistID, max(play.playedAt) FROM play
                JOIN trackArtist ON trackArtist.trackID = play.trackID AND trackArtist.position = 0
                WHERE play.userID = ? AND play.playedAt >= ? AND play.playedAt < ? GROUP BY trackArtist.artistID
                """)
        var rows = try FastRows(statement, [userID, moment - Self.silenceMs, moment])
        var moments: [String: Int64] = [:]
        while let row = try rows.next() { moments[row.text(0)] = row.number(1) }
        return moments
    }

    /// The end of the last play of an artist before a moment.
    private func lastPlay(of artistID: String, before moment: Int64) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT max(play.playedAt) FROM trackArtist
                JOIN play ON play.trackID = trackArtist.trackID AND play.userID = ? AND play.playedAt < ?
                WHERE trackArtist.artistID = ? AND trackArtist.position = 0
                """)
        return try Int64.fetchOne(statement, arguments: [userID, moment, artistID])
    }
}
