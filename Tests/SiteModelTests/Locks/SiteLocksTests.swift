import Foundation
import TestSupport
import Testing

@testable import SiteModel

/// The locks that let a run, a command and the companion work on one site at once.
@Suite struct SiteLocksTests {
    private let folder: TemporaryFolder
    private let locks: SiteLocks

    init() throws {
        folder = try TemporaryFolder()
        locks = SiteLocks(database: folder.path + "/sitegen.sqlite")
    }

    @Test func `two programs at work on one user exclude each other, on two users they do not`() async throws {
        let ada = try await locks.user(1, patience: .zero)
        let bob = try await locks.user(2, patience: .zero)
        await #expect(throws: LockError.self) { try await locks.user(1, patience: .zero) }
        ada.release()
        _ = try await locks.user(1, patience: .zero)
        bob.release()
    }

    @Test func `a new key waits until nobody is at work on any user`() async throws {
        let ada = try await locks.user(1 << 40, patience: .zero)
        await #expect(throws: LockError.self) { try await locks.allUsers(patience: .zero) }
        ada.release()
        let all = try await locks.allUsers(patience: .zero)
        await #expect(throws: LockError.self) { try await locks.user(0, patience: .zero) }
        all.release()
    }

    @Test func `whoever publishes for a run lets a person go first`() async throws {
        let run = try await locks.publishing(.scheduled)
        #expect(!run.isWanted)
        let person = Task { [locks] in try await locks.publishing(.asked) }
        while !run.isWanted { await Task.yield() }
        let next = Task { [locks] in
            let lock = try await locks.publishing(.scheduled)
            return (lock, ContinuousClock.now)
        }
        run.release()
        let turn = try await person.value
        #expect(!turn.isWanted, "the wish is fulfilled")
        let end = ContinuousClock.now
        turn.release()
        #expect(try await next.value.1 > end, "the run had its turn before the person's ended")
    }

    @Test func `the locks of users, of publishing and of a run do not touch each other`() async throws {
        let held: [Any] = [
            try await RunLock.take(for: folder.path + "/sitegen.sqlite"),
            try await locks.publishing(.scheduled), try await locks.serving(), try await locks.user(0, patience: .zero),
        ]
        await #expect(throws: LockError.self) { try await locks.serving() }
        withExtendedLifetime(held) {}
    }

    @Test func `the lock of a run has a file of its own, because not every system tells the two kinds apart`()
        async throws
    {
        let serving = try await locks.serving()
        #expect(try FileTree(folder.path).paths == ["sitegen.sqlite.locks"])
        let run = try await RunLock.take(for: folder.path + "/sitegen.sqlite")
        #expect(try FileTree(folder.path).paths == ["sitegen.sqlite.lock", "sitegen.sqlite.locks"])
        #expect(folder.text("sitegen.sqlite.locks").isEmpty)
        withExtendedLifetime((serving, run)) {}
    }

    @Test func `something else in place of the lock file is refused and left unchanged`() async throws {
        let path = folder.path + "/sitegen.sqlite.locks"
        try Data("precious\n".utf8).write(to: URL(filePath: path))
        await #expect(throws: LockError.self) { try await locks.user(1, patience: .zero) }
        #expect(folder.text("sitegen.sqlite.locks") == "precious\n")
    }

    @Test func `a store in memory needs no lock file`() async throws {
        let locks = SiteLocks(database: ":memory:")
        let held = [try await locks.user(1, patience: .zero), try await locks.user(1, patience: .zero)]
        #expect(held.allSatisfy { !$0.isWanted })
        #expect(!FileManager.default.fileExists(atPath: ":memory:.locks"))
    }
}
