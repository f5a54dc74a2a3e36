import Foundation
import Testing

@testable import SyncRunner

@Suite struct TokenVaultTests {
    let vault = TokenVault(key: Array(repeating: 7, count: 32), source: "/etc/sitegen.key")

    @Test(arguments: ["BQ-token", "", "ünïcode ♥", String(repeating: "x", count: 5000)])
    func `a sealed token can be opened`(text: String) throws {
        let sealed = try vault.seal(Secret(text), of: .access, for: 1)
        #expect(try vault.open(sealed, of: .access, for: 1) == Secret(text))
        #expect(text.isEmpty || Data(sealed).range(of: Data(text.utf8)) == nil)
    }

    @Test func `the same token is sealed differently each time`() throws {
        #expect(try vault.seal("t", of: .access, for: 1) != vault.seal("t", of: .access, for: 1))
    }

    @Test func `a token opens only for its own kind, user and key`() throws {
        let sealed = try vault.seal("t", of: .access, for: 1)
        let wrong = TokenVaultError.wrongKey(source: "/etc/sitegen.key")
        #expect(throws: wrong) { try vault.open(sealed, of: .refresh, for: 1) }
        #expect(throws: wrong) { try vault.open(sealed, of: .access, for: 2) }
        #expect(throws: wrong) {
            try TokenVault(key: Array(repeating: 8, count: 32), source: "/etc/sitegen.key")
                .open(sealed, of: .access, for: 1)
        }
    }

    @Test func `a token with any byte changed, or cut at any byte, does not open`() throws {
        let sealed = try vault.seal("token", of: .access, for: 1)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: TokenVaultError.self) { try vault.open(changed, of: .access, for: 1) }
            #expect(throws: TokenVaultError.self) { try vault.open(Array(sealed[..<index]), of: .access, for: 1) }
        }
    }

    @Test func `a token sealed by a later version is not reported as a wrong key`() throws {
        var sealed = try vault.seal("t", of: .access, for: 1)
        sealed[0] = 2
        #expect(throws: TokenVaultError.unknownForm) { try vault.open(sealed, of: .access, for: 1) }
    }
}
