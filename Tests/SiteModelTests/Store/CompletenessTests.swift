import Foundation
import GRDB
import Testing

@testable import SiteModel

/// Compares what is done to all of a user's data with the schema, so that no new column or table is forgotten.
@Suite struct CompletenessTests {
    /// What the operator chose or the program counts: it is kept when Spotify's data is deleted.
    private static let kept = [
        "id", "username", "createdAt", "timeZone", "bio", "visibility", "hiddenSections", "dataVersion", "hue",
        "bucket",
    ]
    /// Columns that the user data does not show: sealed tokens, copies from the temperament report, from top lists and from recaps, the
    /// hashes of sessions' secrets and of answers, the leaving mark, the hue, and the hash of the name.
    private static let unshown = [
        "credential.sealedAccessToken", "credential.sealedRefreshToken", "lastAnswer.answer", "lastAnswer.digests",
        "lastAnswer.userID",
        "listeningMonth.topArtistPlays", "listeningMonth.topTrackPlays",
        "personality.lastDay",
        "personality.plays", "personality.label", "recap.isStale", "recap.lastDay", "session.id", "user.bucket",
        "user.hue",
        "user.isLeaving", "user.recaps", "yearAlbums.albums", "yearAlbums.userID",
        "yearAlbums.year",
    ]

    @Test func `a disconnected user equals a new one except in the operator's columns, and has no rows`()
        async throws
    {
        let ada = try await everythingKnown()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        for column in try await columns(of: "user", in: ada) where !Self.kept.contains(column) {
            #expect(
                try await value(of: column, of: ada.ada, in: ada) != value(of: column, of: bob, in: ada), "\(column)")
        }
        for table in try await userTables(ada) { #expect(try await rows(table, of: ada.ada, in: ada) > 0, "\(table)") }
        try await ada.store.disconnectUser(named: "ada")
        for column in try await columns(of: "user", in: ada) where !Self.kept.contains(column) {
            #expect(
                try await value(of: column, of: ada.ada, in: ada) == value(of: column, of: bob, in: ada), "\(column)")
        }
        for table in try await userTables(ada) { #expect(try await rows(table, of: ada.ada, in: ada) == 0, "\(table)") }
    }

    @Test func `a removed user leaves no row`() async throws {
        let ada = try await everythingKnown()
        try await ada.store.removeUser(named: "ada")
        for table in try await userTables(ada) + ["user", "track", "artist", "trackArtist", "trackName"] {
            #expect(try await ada.count(table) == 0, "\(table)")
        }
    }

    @Test func `every column of a user's tables is in the user data, or is listed here`() async throws {
        let ada = try await StoreOfAda()
        let read = try await ada.queue.read { database in
            UserDataFunctions.add(to: database)
            return try UserDataSection.all.map {
                try database.makeStatement(sql: $0.query).databaseRegion
            }
        }
        var unread: [String] = []
        for table in try await userTables(ada) + ["user"] {
            for column in try await columns(of: table, in: ada)
            where !read.contains(where: { $0.holds(column, of: table) }) {
                unread.append("\(table).\(column)")
            }
        }
        #expect(unread.sorted() == Self.unshown.sorted(), "\(read.map(\.description))")
    }

    // MARK: -

    /// A user with a row in every table and a value in every column.
    private func everythingKnown() async throws -> StoreOfAda {
        let ada = try await StoreOfAda()
        let day = 86_400.0
        try await ada.store.connectAccount(
            SpotifyAccount(
                accountID: "account", id: "id", displayName: "Ada", imageURL: "https://i.example/1",
                profileURL: "https://open.example/ada"), credential: .sample(of: ada.ada), at: noon)
        try await ada.sync(
            FetchedListening(
                plays: (0..<30).map { .offered(.sample("t\($0)", by: "a\($0 % 6)"), at: Double($0) * 200 - 9 * day) },
                topArtists: [.shortTerm: [.sample("a1")]], topTracks: [.longTerm: [.sample("t1")]]))
        try await ada.sync([.offered(.sample("t1"), at: 0)], isFull: true)
        let row = try #require(RecordingName(artist: "Somebody", title: "else"))
        try await ada.insert([
            TrackPlay(
                track: Track(id: row.trackID, name: "else", artists: [Artist(named: "Somebody")]),
                play: Play(
                    playedAt: noon, trackID: row.trackID, listenedMs: 50_000, source: .history, isToTheMinute: true))
        ])
        _ = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon - .seconds(8 * 86_400))
        try await ada.store.setTimeZone(
            ofUserNamed: "ada", to: "Asia/Tokyo", clock: try #require(ZoneOffsets(identifier: "Asia/Tokyo")))
        try await ada.store.updateRecaps(of: ada.ada.id, zone: .utc, at: noon)
        try await ada.store.beginSession(.digest(1), of: ada.ada, agent: "Browser", at: noon)
        try await ada.queue.write {
            try $0.execute(
                sql: """
                    INSERT INTO personality (userID, lastDay, plays, label, report)
                    VALUES (?, '2026-11-22', 9, 'night', '{}')
                    """, arguments: [ada.ada.id])
            try $0.execute(sql: "UPDATE user SET isLeaving = 1 WHERE id = ?", arguments: [ada.ada.id])
        }
        return ada
    }

    /// Tables that belong to no user, and those of files, whose rows may outlive their user.
    private static let shared: Set<String> = [
        "artist", "changeCursor", "gate", "grdb_migrations", "invitation", "directoryLine", "page", "siteChange",
        "sqlite_sequence", "storePart", "track", "trackArtist", "trackName", "user",
    ]

    private func userTables(_ ada: StoreOfAda) async throws -> [String] {
        try await ada.queue.read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
            return tables.filter { !Self.shared.contains($0) }
        }
    }

    private func columns(of table: String, in ada: StoreOfAda) async throws -> [String] {
        try await ada.queue.read { try $0.columns(in: table).map(\.name) }
    }

    private func value(of column: String, of user: User, in ada: StoreOfAda) async throws -> DatabaseValue? {
        try await ada.queue.read {
            try DatabaseValue.fetchOne($0, sql: "SELECT \(column) FROM user WHERE id = ?", arguments: [user.id])
        }
    }

    private func rows(_ table: String, of user: User, in ada: StoreOfAda) async throws -> Int {
        try await ada.queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE userID = ?", arguments: [user.id]) ?? 0
        }
    }
}

extension DatabaseRegion {
    /// Whether a statement that reads this region reads a column.
    fileprivate func holds(_ column: String, of table: String) -> Bool {
        // GRDB writes a region as `play(listenedMs,playedAt),user(id)`, and a table that is read as a whole as `play(*)`.
        description.split(separator: ")").contains { part in
            let names = part.split(separator: "(")
            guard names.count == 2, names[0].drop(while: { $0 == "," }) == table else { return false }
            let columns = names[1].split(separator: ",")
            return columns.contains("*") || columns.contains { $0.lowercased() == column.lowercased() }
        }
    }
}
