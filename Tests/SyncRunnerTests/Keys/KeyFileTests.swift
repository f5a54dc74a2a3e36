import Foundation
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct KeyFileTests {
    @Test func `the first use creates a key that only its owner can read`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            let sealed = try KeyFile.vault(at: path, hasSealedTokens: false).seal("t", of: .access, for: 1)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.size] as? Int == 32)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["sitegen.key"])
            let again = try KeyFile.vault(at: path, hasSealedTokens: true)
            #expect(try again.open(sealed, of: .access, for: 1) == "t")
        }
    }

    @Test func `concurrent first uses agree on one key`() async throws {
        try await withTemporaryFolder { folder in
            let vaults = try await withThrowingTaskGroup(of: TokenVault.self) { group in
                for _ in 0..<16 {
                    group.addTask { try KeyFile.vault(at: folder + "/k", hasSealedTokens: false) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let sealed = try vaults[0].seal("t", of: .access, for: 1)
            for vault in vaults { #expect(try vault.open(sealed, of: .access, for: 1) == "t") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["k"])
        }
    }

    @Test func `a missing key is not replaced while there are sealed tokens`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            #expect(throws: KeyFileError.missing(path)) { try KeyFile.vault(at: path, hasSealedTokens: true) }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test(arguments: [0, 31, 33, 4096])
    func `a key of the wrong length is refused and left unchanged`(length: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            try Self.write(Data(repeating: 1, count: length), to: path, mode: 0o600)
            #expect(throws: KeyFileError.wrongLength(path, length)) {
                try KeyFile.vault(at: path, hasSealedTokens: false)
            }
            #expect(try Data(contentsOf: URL(filePath: path)).count == length)
        }
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o602])
    func `a key that other users can access is refused with the command that fixes it`(mode: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            try Self.write(Data(repeating: 1, count: 32), to: path, mode: mode)
            let error = #expect(throws: KeyFileError.self) { try KeyFile.vault(at: path, hasSealedTokens: true) }
            #expect(error?.description.contains("chmod 600 '\(path)'") == true)
        }
    }

    @Test(arguments: [0o600, 0o400])
    func `a key made by the operator is accepted`(mode: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            try Self.write(Data(repeating: 1, count: 32), to: path, mode: mode)
            #expect(throws: Never.self) { try KeyFile.vault(at: path, hasSealedTokens: true) }
        }
    }

    @Test func `a folder in place of the key and a missing folder are reported`() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: KeyFileError.notAFile(folder)) { try KeyFile.vault(at: folder, hasSealedTokens: false) }
            #expect(throws: KeyFileError.unwritable(folder + "/no/k", errno: ENOENT)) {
                try KeyFile.vault(at: folder + "/no/k", hasSealedTokens: false)
            }
        }
    }

    private static func write(_ data: Data, to path: String, mode: Int) throws {
        try data.write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
