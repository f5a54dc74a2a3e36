import GRDB

/// Tells a period whose plays were deleted from the top lists of its months, inside a transaction.
struct RecapTops {
    let database: Database
    let userID: Int64
    let period: RecapPeriod

    /// The artists, recordings and albums of all the months together, each ranked like those of one.
    ///
    /// - Parameter newArtists: The artists that were new in the period.
    /// - Returns: The lists; their plays and times are at least these.
    /// - Throws: What SQLite reports.
    func music(newArtists: Set<String>) throws -> RecapMusic {
        let artists = try items(.artist)
        var music = RecapMusic(
            isWhole: false, listenedMs: 0, artistCount: artists.count, trackCount: 0,
            artists: Array(artists.prefix(period.listLength)),
            tracks: Array(try items(.track).prefix(period.listLength)),
            albums: Array(try items(.album).prefix(RecapPlays.ranks.albums)))
        music.newcomers = Array(
            artists.lazy.filter { newArtists.contains($0.id) }.prefix(RecapPlays.ranks.others))
        return music
    }

    /// The plays of each decade of release, as the months have them.
    func decades() throws -> [Int: Int] {
        let statement = try database.cachedStatement(
            sql: "SELECT decades FROM listeningMonth WHERE userID = ? AND month BETWEEN ? AND ?")
        var decades: [Int: Int] = [:]
        var rows = try FastRows(statement, span)
        while let row = try rows.next() {
            decades.merge(row.withBytes(0, ListeningMonth.decades(stored:)), uniquingKeysWith: +)
        }
        return decades
    }

    private var span: StatementArguments {
        [userID, LocalMonth(period.firstDay).description, LocalMonth(period.lastDay).description]
    }

    private func items(_ kind: MonthTop.Kind) throws -> [RecapMusic.Item] {
        // An album has the key of another track in another month.
        let key = kind == .album ? "name, artistID" : "id"
        let statement = try database.cachedStatement(
            sql: """
                SELECT min(id), min(name), min(artistName), sum(listenedMs) AS listened, sum(plays) AS count
                FROM monthTop WHERE userID = ? AND month BETWEEN ? AND ? AND kind = '\(kind.rawValue)'
                GROUP BY \(key) ORDER BY listened DESC, count DESC, 2, 1
                """)
        var items: [RecapMusic.Item] = []
        var rows = try FastRows(statement, span)
        while let row = try rows.next() {
            items.append(
                RecapMusic.Item(
                    id: row.text(0), name: row.text(1), artist: row.optionalText(2), listenedMs: row.number(3),
                    plays: Int(row.number(4))))
        }
        return items
    }
}
