internal import Foundation
public import SiteModel

/// Replaces the key that seals the tokens, and seals all of them again.
///
/// A file and a database cannot change in one step. In this order, the tokens can be opened at any moment:
///
/// 1. the new key is written to `KEY.new` and synced;
/// 2. the key so far gets a second name, `KEY.old`, and the names are synced;
/// 3. `KEY.new` is renamed to `KEY`, and the names are synced;
/// 4. one transaction opens every token with either key and seals it with the new one;
/// 5. when all tokens open with what is on the disk as `KEY`, `KEY.old` is deleted.
///
/// If the program ends before step 3, the old key still opens all tokens. From step 3 to 5
/// ``KeyFile/vault(at:hasSealedTokens:)`` opens with both keys and seals with the new one, so every command works. The next
/// rotation then finishes this one instead of making a third key.
public struct KeyRotation: Sendable {
    /// What a rotation did.
    public enum Outcome: Hashable, Sendable {
        /// There is a new key, which seals this many credentials.
        case rotated(credentials: Int)
        /// An earlier rotation was cut off; its key now seals this many credentials.
        case finished(credentials: Int)
    }

    /// A step that is done; a test stops there.
    enum Step: CaseIterable {
        case newKeyWritten
        case oldKeyKept
        case keyReplaced
        case tokensSealed
    }

    private let path: String
    private let store: Store
    private let checkpoint: @Sendable (Step) throws -> Void

    /// Creates a rotation; nobody else may seal tokens of this store meanwhile.
    ///
    /// - Parameters:
    ///   - path: `secretKeyFile`, made absolute.
    ///   - store: Holds the sealed tokens.
    public init(path: String, store: Store) {
        self.init(path: path, store: store) { _ in }
    }

    init(path: String, store: Store, checkpoint: @escaping @Sendable (Step) throws -> Void) {
        self.path = path
        self.store = store
        self.checkpoint = checkpoint
    }

    /// Whether an earlier rotation was cut off, so that two keys are in use.
    public static func isPending(at path: String) -> Bool { access(KeyFile.former(of: path), F_OK) == 0 }

    /// Makes the new key, or finishes an earlier rotation.
    ///
    /// - Returns: What was done.
    /// - Throws: ``KeyFileError``, ``KeyRotationError`` and ``StoreError``; all commands work as before then.
    public func run() async throws -> Outcome {
        let credentials = try await store.credentials()
        guard let key = try KeyFile.key(at: path) else {
            _ = try KeyFile.vault(at: path, hasSealedTokens: !credentials.isEmpty)
            return .rotated(credentials: 0)
        }
        try requireNoLink()
        let former = try KeyFile.key(at: KeyFile.former(of: path))
        try requireAllOpen(credentials, with: TokenVault(key: key, former: former, source: path))
        if let former, former != key {
            return .finished(credentials: try await seal(with: key, former: former))
        }
        // Cut off after step 2: both names are of the same key, and nothing else has changed.
        if former != nil { try delete(KeyFile.former(of: path)) }
        let new = path + ".new"
        try delete(new)
        try KeyFile.writeNewKey(to: new, for: path)
        try checkpoint(.newKeyWritten)
        guard link(path, KeyFile.former(of: path)) == 0 else { throw KeyFileError.unwritable(path, errno: errno) }
        AtomicFile.syncFolder(of: path)
        try checkpoint(.oldKeyKept)
        do {
            try AtomicFile.publish(new, as: path, replacing: true)
        } catch {
            throw KeyFileError.unwritable(path, errno: error.errno)
        }
        try checkpoint(.keyReplaced)
        guard let newKey = try KeyFile.key(at: path) else { throw KeyFileError.missing(path) }
        return .rotated(credentials: try await seal(with: newKey, former: key))
    }

    private func seal(with key: [UInt8], former: [UInt8]) async throws -> Int {
        let vault = TokenVault(key: key, former: former, source: path)
        let count = try await store.resealCredentials { credential in
            try vault.credential(credential, with: vault.tokens(of: credential))
        }
        try checkpoint(.tokensSealed)
        // From here on nothing else opens them: look at what the disk has before the other key goes.
        guard let stored = try KeyFile.key(at: path) else { throw KeyFileError.missing(path) }
        try requireAllOpen(try await store.credentials(), with: TokenVault(key: stored, source: path))
        try delete(KeyFile.former(of: path))
        return count
    }

    private func requireAllOpen(
        _ credentials: [(username: Username, credential: Credential)], with vault: TokenVault
    ) throws(KeyRotationError) {
        let unopened = credentials.filter { !vault.opens($0.credential) }.map(\.username.rawValue)
        if !unopened.isEmpty { throw .unopened(unopened, source: path) }
    }

    /// Renaming over a link would leave the key it points to where it is, perhaps in use elsewhere.
    private func requireNoLink() throws(KeyRotationError) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { throw .symbolicLink(path) }
    }

    private func delete(_ file: String) throws(KeyFileError) {
        guard unlink(file) == 0 || errno == ENOENT else { throw .unwritable(file, errno: errno) }
        AtomicFile.syncFolder(of: path)
    }
}

extension TokenVault {
    /// Whether both tokens of a credential open.
    public func opens(_ credential: Credential) -> Bool {
        // Why one does not is the same for all: see ``TokenVaultError``.
        (try? tokens(of: credential)) != nil
    }
}

/// Why there is no new key.
public enum KeyRotationError: Error, Hashable, CustomStringConvertible {
    /// The tokens of these users were sealed with a third key.
    case unopened([String], source: String)
    /// The key file is a symbolic link.
    case symbolicLink(String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .unopened(let users, let source):
            "the key in \(source) does not open the tokens of \(users.joined(separator: ", ")); run 'sitegen connect' or "
                + "'sitegen disconnect' for them, then 'sitegen rekey' again (nothing was lost)"
        case .symbolicLink(let path):
            "\(path) is a symbolic link; set secretKeyFile to the file itself, then run 'sitegen rekey' again"
        }
    }
}
