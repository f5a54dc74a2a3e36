import Foundation
import GRDB
import TestSupport
import Testing

@testable import SiteModel

@Suite struct StoreBackupTests {
    @Test func `a backup is a store with the same data, readable by its owner only`() async throws {
        let site = try await OpsStore()
        try await site.insertPlays(40)
        let target = site.folder + "/copy.sqlite"
        let bytes = try await site.store.backup(to: target, replacing: false)
        let attributes = try FileManager.default.attributesOfItem(atPath: target)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int64 == bytes)
        let copy = try Store.open(path: target)
        let plays = try await copy.plays(of: site.ada.id)
        #expect(plays.count == 40)
        #expect(try await plays == site.store.plays(of: site.ada.id))
        #expect(try await copy.users() == site.store.users())
        try copy.close()
    }

    @Test func `a copy made while others write holds only whole transactions`() async throws {
        let site = try await OpsStore()
        // Another program. Each transaction writes two gaps, so an odd number would be half a transaction.
        let writer = Task.detached {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let queue = try DatabaseQueue(path: site.path, configuration: configuration)
            for index in 0..<400 where !Task.isCancelled {
                try await queue.write { database in
                    for half in 0..<2 {
                        try database.execute(
                            sql: "INSERT INTO gap VALUES (1, ?, ?)", arguments: [index * 10 + half, index * 10 + 5])
                    }
                }
            }
        }
        for attempt in 0..<5 {
            let target = site.folder + "/copy-\(attempt).sqlite"
            _ = try await site.store.backup(to: target, replacing: false)
            let copy = try DatabaseQueue(path: target)
            let count = try await copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM gap") ?? -1 }
            #expect(count.isMultiple(of: 2))
        }
        writer.cancel()
        if case .failure(let error) = await writer.result, !(error is CancellationError) { throw error }
    }

    @Test func `deleted data is not in the copy`() async throws {
        let site = try await OpsStore()
        _ = try await site.store.updateUser(named: "ada", bio: String(repeating: "a secret of long ago ", count: 20))
        _ = try await site.store.updateUser(named: "ada", bio: "")
        let target = site.folder + "/copy.sqlite"
        _ = try await site.store.backup(to: target, replacing: false)
        #expect(try Data(contentsOf: URL(filePath: target)).range(of: Data("a secret of long ago".utf8)) == nil)
    }

    @Test func `an existing file stays unless it is to be replaced`() async throws {
        let site = try await OpsStore()
        let target = site.folder + "/copy.sqlite"
        try Data("precious".utf8).write(to: URL(filePath: target))
        await #expect(throws: BackupError.exists(path: target)) {
            try await site.store.backup(to: target, replacing: false)
        }
        #expect(try Data(contentsOf: URL(filePath: target)) == Data("precious".utf8))
        _ = try await site.store.backup(to: target, replacing: true)
        try Store.open(path: target).close()
    }

    @Test(arguments: ["", "-wal", "-shm", ".lock", ".locks"])
    func `the store itself and its locks cannot be the target`(suffix: String) async throws {
        let site = try await OpsStore()
        let target = site.path + suffix
        let locks: [Any] = [
            try await RunLock.take(for: site.path), try await site.store.locks.user(1, patience: .zero),
        ]
        defer { withExtendedLifetime(locks) {} }
        await #expect(throws: BackupError.isTheStore(path: target)) {
            try await site.store.backup(to: target, replacing: true)
        }
        // A hard link is the same file under another name.
        let link = site.folder + "/link"
        try FileManager.default.linkItem(atPath: target, toPath: link)
        await #expect(throws: BackupError.isTheStore(path: link)) {
            try await site.store.backup(to: link, replacing: true)
        }
        #expect(try await site.store.users().count == 1)
    }

    @Test func `a damaged copy never gets the name`() async throws {
        let site = try await OpsStore()
        // A row with a broken reference is copied too, and found in the copy.
        try site.execute("INSERT INTO gap VALUES (99, 1, 2)")
        let target = site.folder + "/copy.sqlite"
        await #expect(throws: BackupError.self) { try await site.store.backup(to: target, replacing: false) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder).allSatisfy { !$0.contains("copy") })
    }

    @Test func `a missing folder is reported`() async throws {
        let site = try await OpsStore()
        let target = site.folder + "/none/copy.sqlite"
        await #expect(throws: BackupError.notWritable(path: target, reason: "No such file or directory")) {
            try await site.store.backup(to: target, replacing: false)
        }
    }
}
