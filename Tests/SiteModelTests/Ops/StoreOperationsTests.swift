import Foundation
import GRDB
import Testing

@testable import SiteModel

@Suite struct StoreStatusTests {
    @Test func `gaps count if they end at or after the requested moment`() async throws {
        let site = try await OpsStore()
        let start = OpsStore.now
        for (from, to) in [(-50_000, -1), (-40_000, 0), (10, 3_600_010)] {
            try site.execute(
                "INSERT INTO gap VALUES (?, ?, ?)",
                arguments: [site.ada.id, start.milliseconds + Int64(from), start.milliseconds + Int64(to)])
        }
        let status = try #require(try await site.store.userStatuses(gapsSince: start).first)
        #expect(status.gaps == 2)
        #expect(status.gapLength == .milliseconds(3_640_000))
    }

    @Test func `the newest failure is kept, even after a success, with an error word of any version`() async throws {
        let site = try await OpsStore()
        #expect(try await site.store.userStatuses(gapsSince: OpsStore.now).first?.lastFailure == nil)
        for (minute, error) in [(1, "unavailable"), (2, "brokenByMagic"), (3, nil)] as [(Int64, String?)] {
            try await site.store.recordFailedSync(
                SyncRecord(
                    at: OpsStore.now + .seconds(minute * 60), outcome: error == nil ? .synced : .failed, requests: 1,
                    newPlays: 0, errorWord: error), of: site.ada.id)
        }
        let status = try #require(try await site.store.userStatuses(gapsSince: OpsStore.now).first)
        #expect(status.lastFailure?.errorWord == "brokenByMagic")
        #expect(status.lastFailure?.errorClass == nil, "not a word of this version")
        #expect(status.lastFailure?.at == OpsStore.now + .seconds(120))
        #expect(status.candidate.attemptedAt == OpsStore.now + .seconds(180))
    }

    @Test func `a user without an account has no authorization`() async throws {
        let site = try await OpsStore()
        let status = try #require(try await site.store.userStatuses(gapsSince: OpsStore.now).first)
        #expect(status.authorizedAt == nil)
        #expect(status.candidate.credentialState == nil)
    }
}

@Suite struct StoreIntegrityTests {
    @Test(arguments: [
        ("play", "listenedMs", Int64.max), ("play", "listenedMs", 86_400_001),
        ("credential", "authorizedAt", Int64.max),
        ("user", "syncedAt", Int64.max),
    ])
    func `a number that would overflow is found`(table: String, column: String, value: Int64) async throws {
        let site = try await OpsStore()
        try await site.insertPlays(2)
        try await site.store.connectAccount(
            SpotifyAccount(accountID: "a", id: "i"), credential: .sample(of: site.ada), at: OpsStore.now)
        #expect(try await site.store.integrityProblems() == [])
        try site.execute("UPDATE \(table) SET \(column) = ?", arguments: [value])
        let problems = try await site.store.integrityProblems()
        #expect(problems.count == 1 && problems[0].contains("'\(table)' with a '\(column)'"), "\(problems)")
    }

    @Test func `a normal store has no problems`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(20)
        #expect(try await site.store.integrityProblems() == [])
    }

    @Test func `rows with broken references are counted by table`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(20)
        try site.execute("DELETE FROM track WHERE id = 't3'; INSERT INTO gap VALUES (99, 1, 2)")
        let problems = try await site.store.integrityProblems()
        #expect(problems.contains("1 row of 'gap' name a 'user' that is not there"))
        #expect(problems.contains { $0.hasSuffix("rows of 'play' name a 'track' that is not there") })
    }

    @Test func `damage to the file is found`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(5000)
        try site.store.close()
        // The WAL still holds the same pages, and SQLite would read them there.
        for log in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: site.path + log) {
            try FileManager.default.removeItem(atPath: site.path + log)
        }
        let file = try FileHandle(forUpdating: URL(filePath: site.path))
        // The second half, because the first pages hold the schema, without which the file would not open.
        let end = try file.seekToEnd()
        try file.seek(toOffset: end / 2)
        try file.write(contentsOf: Data(repeating: 0xA5, count: Int(end - end / 2)))
        try file.close()
        let store = try Store.open(path: site.path)
        var isFound = false
        do { isFound = try await !store.integrityProblems().isEmpty } catch StoreError.notADatabase { isFound = true }
        #expect(isFound)
    }
}

@Suite struct StoreResealTests {
    struct Refused: Error {}

    private func connected() async throws -> OpsStore {
        let site = try await OpsStore()
        let bob = try await site.store.addUser(
            Username("bob"), timeZone: "UTC", visibility: .public, at: OpsStore.now)
        for user in [site.ada, bob] {
            try await site.store.connectAccount(
                SpotifyAccount(accountID: nil, id: "\(user.username)-at-spotify"),
                credential: Credential(
                    userID: user.id, sealedAccessToken: [1], sealedRefreshToken: [2], expiresAt: OpsStore.now,
                    scopes: "s", authorizedAt: OpsStore.now, state: user.id == bob.id ? .needsReconnect : .active),
                at: OpsStore.now)
        }
        return site
    }

    @Test func `resealing changes only the tokens, for every user`() async throws {
        let site = try await connected()
        let count = try await site.store.resealCredentials { credential in
            var sealed = credential
            sealed.sealedAccessToken = credential.sealedAccessToken + [9]
            sealed.sealedRefreshToken = credential.sealedRefreshToken + [9]
            sealed.scopes = "changed by mistake"
            sealed.state = .active
            return sealed
        }
        #expect(count == 2)
        let credentials = try await site.store.credentials()
        #expect(credentials.map(\.username.rawValue) == ["ada", "bob"])
        #expect(credentials.map(\.credential.sealedAccessToken) == [[1, 9], [1, 9]])
        #expect(credentials.map(\.credential.sealedRefreshToken) == [[2, 9], [2, 9]])
        #expect(credentials.map(\.credential.state) == [.active, .needsReconnect])
        #expect(credentials.map(\.credential.scopes) == ["s", "s"])
    }

    @Test func `one token that cannot be opened leaves all unchanged`() async throws {
        let site = try await connected()
        await #expect(throws: Refused.self) {
            _ = try await site.store.resealCredentials { credential in
                guard credential.state == .active else { throw Refused() }
                var sealed = credential
                sealed.sealedAccessToken = [9]
                return sealed
            }
        }
        #expect(try await site.store.credentials().map(\.credential.sealedAccessToken) == [[1], [1]])
    }
}
