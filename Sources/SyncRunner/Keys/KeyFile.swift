internal import Foundation
internal import SiteModel

/// The file with the key that seals the tokens: 32 random bytes that only its owner can read.
public enum KeyFile {
    /// Bytes of a key.
    static let length = 32

    /// The vault of the key at `path`; a key is made when there is none yet.
    ///
    /// - Parameters:
    ///   - path: `secretKeyFile`, made absolute.
    ///   - hasSealedTokens: Whether the store holds tokens already: then a missing key is an error, because a new one
    ///     would open none of them.
    /// - Returns: A vault that seals with the key.
    /// - Throws: ``KeyFileError``; no file was changed.
    public static func vault(at path: String, hasSealedTokens: Bool) throws(KeyFileError) -> TokenVault {
        // A new key that was cut off before all tokens were sealed with it still needs the one before. If that one cannot
        // be read, the tokens it would open say so themselves.
        if let key = try key(at: path) {
            return TokenVault(key: key, former: try? self.key(at: former(of: path)), source: path)
        }
        guard !hasSealedTokens else { throw .missing(path) }
        try create(path)
        // Read what is there: another process may have made the file a moment before.
        guard let key = try key(at: path) else { throw .missing(path) }
        return TokenVault(key: key, source: path)
    }

    /// The path of the previous key during a ``KeyRotation``.
    static func former(of path: String) -> String { path + ".old" }

    /// The key; `nil` when there is no file.
    static func key(at path: String) throws(KeyFileError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(path, errno: errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .unreadable(path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path) }
        var bytes = [UInt8](repeating: 0, count: length + 1)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes {
                Foundation.read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { throw .unreadable(path, errno: errno) }
            if more == 0 { break }
            count += more
        }
        guard count == length, status.st_size == length else { throw .wrongLength(path, Int(status.st_size)) }
        return Array(bytes.prefix(length))
    }

    /// Makes the file whole or not at all; a key that another process has made meanwhile is never replaced.
    private static func create(_ path: String) throws(KeyFileError) {
        let staged = "\(path).\(Data(randomBytes(6)).base64URL).new"
        try writeNewKey(to: staged, for: path)
        do {
            try AtomicFile.publish(staged, as: path, replacing: false)
        } catch {
            if error.errno != EEXIST { throw .unwritable(path, errno: error.errno) }
        }
    }

    /// Makes a file with a new key for `path`, which is on the disk when this returns.
    static func writeNewKey(to staged: String, for path: String) throws(KeyFileError) {
        do {
            try AtomicFile.create(randomBytes(length), at: staged, permissions: 0o600)
        } catch {
            throw .unwritable(path, errno: error.errno)
        }
    }
}

/// Why the key cannot be used.
public enum KeyFileError: Error, Hashable, CustomStringConvertible {
    /// There are sealed tokens but no key.
    case missing(String)
    /// Another number of bytes than 32.
    case wrongLength(String, Int)
    /// Group or others may use the file.
    case readableByOthers(String)
    /// A folder, a device or the like.
    case notAFile(String)
    /// The file is there but cannot be read.
    case unreadable(String, errno: Int32)
    /// The file cannot be made.
    case unwritable(String, errno: Int32)

    /// What is wrong with which file, and what to do.
    public var description: String {
        switch self {
        case .missing(let path):
            "the key file \(path) is missing, and without it the stored tokens cannot be opened; put it back from a "
                + "backup or set secretKeyFile; if it is lost for good, make a new one with "
                + "\"head -c \(KeyFile.length) /dev/urandom > '\(path)'; chmod 600 '\(path)'\" "
                + "and run 'sitegen connect' for each user, which keeps their plays"
        case .wrongLength(let path, let count):
            "the key file \(path) has \(count) bytes instead of \(KeyFile.length); put back the right one, "
                + "or delete it if no user is connected yet: the next run makes a new one"
        case .readableByOthers(let path):
            "the key file \(path) can be read by others on this machine; run: chmod 600 '\(path)'"
        case .notAFile(let path):
            "\(path) is not a file; set secretKeyFile to a file of \(KeyFile.length) random bytes"
        case .unreadable(let path, let code):
            "cannot read the key file \(path): \(String(cString: strerror(code))); check its owner and permissions"
        case .unwritable(let path, let code):
            "cannot make the key file \(path): \(String(cString: strerror(code))); check its folder, or set secretKeyFile"
        }
    }
}
