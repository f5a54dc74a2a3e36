import Foundation
import GRDB
import Synchronization
import Testing

@testable import SiteModel

@Suite struct UserDataTests {
    @Test func `a user without data gives a complete document`() async throws {
        let site = try await OpsStore()
        let document = try await site.exported()
        #expect(document["profile", "username"] as? String == "ada")
        #expect(document["profile", "syncedAt"] is NSNull)
        #expect(document["settings", "timeZone"] as? String == "UTC")
        #expect(document.root["connection"] is NSNull)
        for list in [
            "topArtists", "topTracks", "days", "plays", "gaps", "syncs", "sessions", "zoneSpans", "months", "monthTops",
            "artists",
        ] {
            #expect((document.root[list] as? [Any])?.isEmpty == true, "\(list)")
        }
    }

    @Test func `plays come with track and artists, oldest first, with any characters`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(30)
        let document = try await site.exported()
        let plays = try #require(document.root["plays"] as? [[String: Any]])
        #expect(plays.count == 30)
        #expect(plays.first?["playedAt"] as? String == "1970-01-01T00:00:00.007Z")
        #expect(plays.last?["playedAt"] as? String == "1970-01-02T05:00:00.007Z")
        #expect(plays[6]["track"] as? String == "Track \"6\"\u{7}\u{301}")
        #expect(plays[6]["artists"] as? [String] == ["Ada & Co", "Zoë\n"])
        let days = try #require(document.root["days"] as? [[String: Any]])
        #expect(days.map { $0["date"] as? String } == ["1970-01-01", "1970-01-02"])
        #expect((days[0]["hoursMs"] as? [Int])?.count == 24)
        #expect(days[0]["topArtist"] as? String == "Ada & Co")
    }

    @Test func `the document holds settings, lists, gaps, syncs and temperament`() async throws {
        let site = try await OpsStore()
        _ = try await site.store.updateUser(
            named: "ada", visibility: .unlisted, bio: "*hi*", hiddenSections: [.clock, .bio])
        let listening = FetchedListening(
            topArtists: [.shortTerm: [Artist(id: "a1", name: "One"), Artist(id: "a2", name: "Two")]],
            topTracks: [.longTerm: [Track(id: "t1", name: "T", artists: [Artist(id: "a2", name: "Two")])]])
        let record = SyncRecord(at: OpsStore.now, outcome: .synced, requests: 3, newPlays: 0, errorClass: nil)
        _ = try await site.store.recordSync(listening, of: site.ada.id, record: record, clock: .utc)
        try site.execute("INSERT INTO gap VALUES (?, 1000, 2000)", arguments: [site.ada.id])
        try site.execute(
            "INSERT INTO personality VALUES (?, '2026-11-22', 9, 'Explorer', '{\"variety\":0.5}')",
            arguments: [site.ada.id])
        let document = try await site.exported()
        #expect(document["settings", "hiddenSections"] as? [String] == ["bio", "clock"])
        #expect(document["settings", "visibility"] as? String == "unlisted")
        let artists = try #require(document.root["topArtists"] as? [[String: Any]])
        #expect(artists.map { $0["name"] as? String } == ["One", "Two"])
        let tracks = try #require(document.root["topTracks"] as? [[String: Any]])
        #expect(tracks.first?["artists"] as? [String] == ["Two"])
        let gaps = document.root["gaps"] as? [[String: String]]
        #expect(gaps == [["from": "1970-01-01T00:00:01Z", "to": "1970-01-01T00:00:02Z"]])
        #expect((document.root["syncs"] as? [[String: Any]])?.first?["requests"] as? Int == 3)
        #expect((document["personality", "variety"] as? Double) == 0.5)
    }

    @Test func `the document holds no tokens, not even sealed`() async throws {
        let site = try await OpsStore()
        try await site.store.connectAccount(
            SpotifyAccount(accountID: nil, id: "ada-at-spotify"),
            credential: Credential(
                userID: site.ada.id, sealedAccessToken: Array("sealed-access".utf8),
                sealedRefreshToken: Array("sealed-refresh".utf8), expiresAt: OpsStore.now, scopes: "user-top-read",
                authorizedAt: OpsStore.now), at: OpsStore.now)
        let text = try await site.exportedText()
        #expect(text.contains("\"scopes\":\"user-top-read\""))
        #expect(!text.contains("sealed"))
        #expect(!text.lowercased().contains("token"))
    }

    @Test func `the document holds the dates and browsers of sessions, but nothing that names one`() async throws {
        let site = try await OpsStore()
        let id = Array(UInt8(0x20)..<0x40)
        let session = try await site.store.beginSession(id, of: site.ada, agent: "Browser \"1\"", at: OpsStore.now)
        let sessions = try #require(try await site.exported().root["sessions"] as? [[String: String]])
        #expect(
            sessions == [
                [
                    "createdAt": "\(OpsStore.now)", "seenAt": "\(OpsStore.now)", "endsAt": "\(session.endsAt)",
                    "agent": "Browser \"1\"",
                ]
            ])
        let text = try await site.exportedText().lowercased()
        #expect(!text.contains(session.publicID) && !text.contains(String(decoding: id, as: UTF8.self)))
    }

    @Test func `the same data gives the same bytes`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(50)
        #expect(try await site.exportedText() == site.exportedText())
    }

    @Test func `the document holds nobody else's listening`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(3)
        _ = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: OpsStore.now)
        let bobs = try await site.exportedText(of: "bob")
        #expect(!bobs.contains("Ada"))
    }

    @Test func `an unknown user is refused before the first byte`() async throws {
        let site = try await OpsStore()
        let pieces = Mutex(0)
        await #expect(throws: StoreError.unknownUser("adda", nearest: "ada")) {
            try await site.store.writeUserData(named: "adda") { _ in pieces.withLock { $0 += 1 } }
        }
        #expect(pieces.withLock { $0 } == 0)
    }

    @Test func `an error of the reader ends the document`() async throws {
        struct Full: Error {}
        let site = try await OpsStore()
        try await site.insertPlays(100)
        await #expect(throws: Full.self) {
            try await site.store.writeUserData(named: "ada") { if $0.contains("playedAt") { throw Full() } }
        }
    }

    @Test func `plays and days are read in the order of their keys, without sorting`() async throws {
        let site = try await OpsStore()
        for section in UserDataSection.all
        where ["plays", "days", "months", "monthTops", "artists"].contains(section.name) {
            let plan = try await site.store.read { database in
                for name in ["moment", "hours", "words"] {
                    database.add(function: DatabaseFunction(name, argumentCount: 1) { _ in nil })
                }
                return try Row.fetchAll(
                    database, sql: "EXPLAIN QUERY PLAN " + section.query, arguments: ["user": site.ada.id]
                ).map { $0["detail"] as String }
            }
            // Only the subquery for a track's credits may sort; the rest must use the order of the table.
            let outer = plan.prefix { !$0.contains("CORRELATED") }
            #expect(!outer.isEmpty)
            #expect(!outer.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}

private struct ExportedDocument {
    var root: [String: Any]

    subscript(_ part: String, _ key: String) -> Any? { (root[part] as? [String: Any])?[key] }
}

extension OpsStore {
    fileprivate func exportedText(of name: String = "ada") async throws -> String {
        let text = Mutex("")
        try await store.writeUserData(named: name) { piece in text.withLock { $0 += piece } }
        return text.withLock { $0 }
    }

    fileprivate func exported() async throws -> ExportedDocument {
        let value = try JSONSerialization.jsonObject(with: Data(try await exportedText().utf8))
        return ExportedDocument(root: value as? [String: Any] ?? [:])
    }
}
