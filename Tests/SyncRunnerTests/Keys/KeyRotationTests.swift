import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct KeyRotationTests {
    @Test func `rotation seals all tokens with a new key and deletes the old one`() async throws {
        try await withSealedTokens { site in
            #expect(try await KeyRotation(path: site.key, store: site.store).run() == .rotated(credentials: 2))
            try await site.expectRotated()
        }
    }

    @Test(arguments: KeyRotation.Step.allCases)
    func `after an interruption at any step, all tokens open and the next rotation finishes`(step: KeyRotation.Step)
        async throws
    {
        try await withSealedTokens { site in
            await #expect(throws: CutOff.self) { try await site.cutOff(after: step) }
            try await site.expectOpen()
            // A token refreshed in between must not be lost either.
            try await site.refresh()
            try await site.expectOpen()
            _ = try await KeyRotation(path: site.key, store: site.store).run()
            try await site.expectRotated()
        }
    }

    @Test(arguments: KeyRotation.Step.allCases, KeyRotation.Step.allCases)
    func `a rotation interrupted twice is finished by the next one`(
        first: KeyRotation.Step, second: KeyRotation.Step
    ) async throws {
        try await withSealedTokens { site in
            await #expect(throws: CutOff.self) { try await site.cutOff(after: first) }
            // The second rotation may not reach this step.
            _ = try? await site.cutOff(after: second)
            try await site.expectOpen()
            _ = try await KeyRotation(path: site.key, store: site.store).run()
            try await site.expectRotated()
        }
    }

    @Test func `finishing an interrupted rotation keeps its new key`() async throws {
        try await withSealedTokens { site in
            await #expect(throws: CutOff.self) { try await site.cutOff(after: .keyReplaced) }
            let key = try Data(contentsOf: URL(filePath: site.key))
            #expect(KeyRotation.isPending(at: site.key))
            #expect(try await KeyRotation(path: site.key, store: site.store).run() == .finished(credentials: 2))
            #expect(try Data(contentsOf: URL(filePath: site.key)) == key)
            #expect(!KeyRotation.isPending(at: site.key))
        }
    }

    @Test func `tokens sealed with another key stop the rotation before anything changes`() async throws {
        try await withSealedTokens { site in
            let stranger = TokenVault(key: Array(repeating: 9, count: 32), source: "elsewhere")
            var credential = try #require(try await site.store.credential(of: site.users[1]))
            credential.sealedRefreshToken = try stranger.seal("r", of: .refresh, for: site.users[1])
            try await site.store.saveCredential(credential)
            let key = try Data(contentsOf: URL(filePath: site.key))
            await #expect(throws: KeyRotationError.unopened(["bob"], source: site.key)) {
                try await KeyRotation(path: site.key, store: site.store).run()
            }
            #expect(try Data(contentsOf: URL(filePath: site.key)) == key)
            #expect(try site.files == ["sitegen.key"])
        }
    }

    @Test func `a missing key is an error while there are sealed tokens`() async throws {
        try await withSealedTokens { site in
            try FileManager.default.removeItem(atPath: site.key)
            await #expect(throws: KeyFileError.missing(site.key)) {
                try await KeyRotation(path: site.key, store: site.store).run()
            }
            #expect(try site.files == [])
        }
    }

    @Test func `a key file that is a symbolic link is not replaced`() async throws {
        try await withSealedTokens { site in
            let real = site.key + "-real"
            try FileManager.default.moveItem(atPath: site.key, toPath: real)
            try FileManager.default.createSymbolicLink(atPath: site.key, withDestinationPath: real)
            await #expect(throws: KeyRotationError.symbolicLink(site.key)) {
                try await KeyRotation(path: site.key, store: site.store).run()
            }
            try await site.expectOpen()
        }
    }

    @Test func `an unreadable old key does not affect tokens that open without it`() async throws {
        try await withSealedTokens { site in
            try Data("short".utf8).write(to: URL(filePath: site.key + ".old"))
            try await site.expectOpen()
            // But rotation does not delete it unread.
            await #expect(throws: KeyFileError.self) {
                try await KeyRotation(path: site.key, store: site.store).run()
            }
            #expect(FileManager.default.fileExists(atPath: site.key + ".old"))
        }
    }
}

private struct CutOff: Error {}

/// Two users whose tokens are sealed, in real files.
private struct SealedTokens: Sendable {
    let folder: String
    let store: Store
    let users: [Int64]
    let firstKey: Data
    var key: String { folder + "/sitegen.key" }

    var files: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("sitegen.key") }.sorted()
        }
    }

    init(in folder: String) async throws {
        self.folder = folder
        store = try Store.open(path: folder + "/sitegen.sqlite")
        let vault = try KeyFile.vault(at: folder + "/sitegen.key", hasSealedTokens: false)
        firstKey = try Data(contentsOf: URL(filePath: folder + "/sitegen.key"))
        var users: [Int64] = []
        for name in ["ada", "bob"] {
            let now = Instant(seconds: 1_795_348_800)
            let user = try await store.addUser(Username(name), timeZone: "UTC", visibility: .public, at: now)
            try await store.connectAccount(
                SpotifyAccount(accountID: nil, id: name),
                credential: Credential(
                    userID: user.id,
                    sealedAccessToken: try vault.seal(Secret("access \(name)"), of: .access, for: user.id),
                    sealedRefreshToken: try vault.seal(Secret("refresh \(name)"), of: .refresh, for: user.id),
                    expiresAt: now,
                    scopes: "", authorizedAt: now), at: now)
            users.append(user.id)
        }
        self.users = users
    }

    func cutOff(after step: KeyRotation.Step) async throws {
        _ = try await KeyRotation(path: key, store: store) { if $0 == step { throw CutOff() } }.run()
    }

    func expectOpen() async throws {
        let vault = try KeyFile.vault(at: key, hasSealedTokens: true)
        for (user, credential) in try await store.credentials() {
            let refresh = try vault.open(credential.sealedRefreshToken, of: .refresh, for: credential.userID)
            #expect(refresh == Secret("refresh \(user)"))
            #expect(vault.opens(credential))
        }
    }

    func refresh() async throws {
        let vault = try KeyFile.vault(at: key, hasSealedTokens: true)
        var credential = try #require(try await store.credential(of: users[0]))
        credential.sealedAccessToken = try vault.seal("newer", of: .access, for: users[0])
        try await store.saveCredential(credential)
    }

    func expectRotated() async throws {
        #expect(try files == ["sitegen.key"])
        let key = try Data(contentsOf: URL(filePath: self.key))
        #expect(key.count == 32)
        #expect(key != firstKey)
        #expect(try FileManager.default.attributesOfItem(atPath: self.key)[.posixPermissions] as? Int == 0o600)
        try await expectOpen()
    }
}

private func withSealedTokens(_ body: (SealedTokens) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let site = try await SealedTokens(in: folder)
        try await body(site)
        try site.store.close()
    }
}
