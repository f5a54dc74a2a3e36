import Foundation
import GRDB

extension Store {
    /// Everything that a profile page shows, read in one snapshot.
    ///
    /// - Parameters:
    ///   - userID: The owner of the page.
    ///   - firstDay: The first listening day that is listed one by one.
    ///   - listLength: How many ranks of each top list to read.
    ///   - music: The artists and tracks that other pages of this build have read.
    /// - Returns: The listening; `nil` if the user does not exist any more.
    /// - Throws: ``StoreError``.
    public func profile(
        of userID: Int64, from firstDay: LocalDate, listLength: Int, music: MusicCache = MusicCache()
    ) throws -> ProfileListening? {
        try readNow { database in
            try ProfileReader(database: database, userID: userID, music: music)
                .read(from: firstDay, listLength: listLength)
        }
    }

    /// The directory's entries for some users, in the given order; users who no longer exist are absent.
    ///
    /// - Parameters:
    ///   - pages: The users' keys, each with the path of the user's page, and the fingerprint of the user and the date. A
    ///     line that was stored with that fingerprint is used as it is.
    ///   - firstDay: The first listening day from which another line is made.
    ///   - make: Makes the line of a user for whom none is stored, from the most-played artist of the last four weeks,
    ///     the days from `firstDay` on, oldest first, without their hours, artists and tracks, and the temperament.
    /// - Returns: One entry per user.
    /// - Throws: ``StoreError``.
    public func directoryEntries(
        of pages: [(userID: Int64, path: String, fingerprint: [UInt8])], daysFrom firstDay: LocalDate,
        making make: (
            _ user: User, _ topArtist: Artist?, _ days: [ListeningDay], _ temperament: Temperament?
        ) -> DirectoryLine
    ) throws -> [DirectoryEntry] {
        try readNow { database in
            let userQuery = try database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE id = ?")
            let lineQuery = try database.cachedStatement(
                sql: "SELECT \(DirectoryLine.columns) FROM directoryLine WHERE path = ? AND fingerprint = ?")
            let music = MusicCache()
            return try pages.compactMap { userID, path, fingerprint in
                guard let user = try FastRows.first(userQuery, [userID], User.init(row:)) else { return nil }
                let stored = try FastRows.first(lineQuery, [path, Data(fingerprint)], DirectoryLine.init(row:))
                if let stored { return DirectoryEntry(user: user, line: stored) }
                let reader = ProfileReader(database: database, userID: userID, music: music)
                let topArtist = try reader.topArtists(.shortTerm, limit: 1).first?.item
                return DirectoryEntry(
                    user: user,
                    line: make(
                        user, topArtist, try reader.daysWithoutHours(from: firstDay),
                        try Self.temperament(of: userID, database)))
            }
        }
    }

    /// The addresses of all pictures that a page may show, without duplicates, in order.
    ///
    /// - Parameters:
    ///   - prefix: How the addresses must begin; without `%` and `_`.
    ///   - listLength: How many ranks of each list a page shows.
    /// - Returns: The addresses.
    /// - Throws: ``StoreError``.
    public func imageURLs(prefix: String, listLength: Int) async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: """
                    WITH told AS MATERIALIZED (
                        SELECT tree.key, tree.atom FROM recap, json_tree(recap.report) AS tree
                        WHERE tree.key IN ('id', 'imageURL'))
                    SELECT imageURL FROM user WHERE imageURL LIKE :pattern
                    UNION SELECT imageURL FROM artist WHERE imageURL LIKE :pattern
                        AND (id IN (SELECT artistID FROM topArtist WHERE rank <= :length)
                            OR id IN (SELECT topArtistID FROM listeningMonth) OR id IN (SELECT atom FROM told))
                    UNION SELECT imageURL FROM track WHERE imageURL LIKE :pattern
                        AND (id IN (SELECT trackID FROM topTrack WHERE rank <= :length)
                            OR id IN (SELECT topTrackID FROM listeningMonth) OR id IN (SELECT atom FROM told))
                    UNION SELECT atom FROM told WHERE atom LIKE :pattern
                    ORDER BY 1
                    """, arguments: ["pattern": prefix + "%", "length": listLength])
        }
    }

    /// SQL: whether the user has anything that a page may show; `user` is the outer table.
    static let hasListening = """
        (NOT user.isLeaving AND (EXISTS (SELECT 1 FROM credential WHERE userID = user.id) \
        OR EXISTS (SELECT 1 FROM listeningDay WHERE userID = user.id)))
        """
}
