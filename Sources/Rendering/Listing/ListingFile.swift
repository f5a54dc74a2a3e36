import Foundation
import SiteModel

/// The listing of a shard: what the lists of the whole site show of its public users.
///
/// One JSON object a line: first a ``Head``, then a ``Line`` for each user, in the order of the directory.
enum ListingFile {
    /// The first line.
    struct Head: Codable, Equatable {
        /// The version of the format.
        var listing = Head.version
        /// Such as `3/8`.
        var shard: String
        /// How many users follow.
        var people: Int
        /// How many pages of years they have.
        var years: Int
        /// The digest of all users, in hexadecimal digits.
        var digest: String
        /// The files that pages of the shard may load, old ones too.
        var assets: [String]

        static let version = 1
    }

    /// A user.
    struct Line: Codable {
        var person: ListedPerson
        /// Of the user and the date, in hexadecimal digits.
        var fingerprint: String
        /// The years that have a page.
        var years: [Int16]
    }

    /// How many users are read at once.
    private static let portion = 100

    /// The first line of a listing of these users.
    static func head(_ users: [ListedUsers.Entry], _ shard: Shard, assets: [String]) -> Head {
        var digest = Fingerprint(of: "listing")
        for user in users {
            digest.add(user.username.rawValue, user.fingerprint)
            digest.add("years", user.years.map { String($0) })
        }
        return Head(
            shard: shard.description, people: users.count, years: users.reduce(0) { $0 + $1.years.count },
            digest: digest.digest.hex, assets: assets)
    }

    /// The first line of the listing that is there; `nil` if there is none, or it cannot be read.
    static func head(at path: String) -> Head? {
        guard let lines = try? LineReader(path), let line = try? lines.next() else { return nil }
        return try? JSONDecoder().decode(Head.self, from: line)
    }

    /// Writes a listing beside its place.
    ///
    /// - Parameters:
    ///   - head: The first line.
    ///   - users: The users, in order.
    ///   - path: The place of the listing.
    ///   - people: Reads what the directory shows of some users.
    /// - Returns: The file, for ``publish(_:as:)``.
    /// - Throws: ``ListingError/unwritable(path:reason:)``, and what `people` throws.
    static func stage(
        _ head: Head, _ users: [ListedUsers.Entry], for path: String,
        people: (ArraySlice<ListedUsers.Entry>) throws -> [ListedPerson]
    ) throws -> String {
        let staged = "\(path).\(getpid()).tmp"
        unlink(staged)
        do {
            // Readable by all: it tells nothing that the directory does not.
            let encoder = encoder
            try AtomicFile.create(encoder.encode(head) + [newline], at: staged, permissions: 0o644)
            let file = try FileHandle(forWritingTo: URL(filePath: staged))
            try file.seekToEnd()
            var rest = users[...]
            while !rest.isEmpty {
                let shown = rest.prefix(portion)
                rest = rest.dropFirst(portion)
                var lines = Data()
                for (user, person) in zip(shown, try people(shown)) {
                    lines += try encoder.encode(
                        Line(person: person, fingerprint: user.fingerprint.hex, years: user.years))
                    lines.append(newline)
                }
                try file.write(contentsOf: lines)
            }
            try file.close()
            return staged
        } catch {
            unlink(staged)
            switch error {
            case let error as FileError: throw ListingError.unwritable(path: path, reason: error.description)
            case let error as CocoaError: throw ListingError.unwritable(path: path, reason: error.localizedDescription)
            default: throw error
            }
        }
    }

    /// Takes users out of a listing, whose digest then is that of none, so that the next build writes it again.
    ///
    /// - Parameters:
    ///   - usernames: The users; those who are not in it do nothing.
    ///   - shard: The shard.
    ///   - path: The listing; a file that cannot be read as one is left alone.
    /// - Throws: ``ListingError/unwritable(path:reason:)``.
    static func remove(_ usernames: Set<String>, of shard: Shard, at path: String) throws {
        guard !usernames.isEmpty, var head = head(at: path), let lines = try? LineReader(path) else { return }
        var kept = Data()
        _ = try lines.next()
        while let line = try lines.next() {
            let user = try? JSONDecoder().decode(Line.self, from: line)
            if let user, usernames.contains(user.person.username) {
                head.people -= 1
                head.years -= user.years.count
                head.digest = ""
            } else {
                kept += line + [newline]
            }
        }
        guard head.digest.isEmpty else { return }
        let staged = "\(path).\(getpid()).tmp"
        unlink(staged)
        do {
            try AtomicFile.create(encoder.encode(head) + [newline] + kept, at: staged, permissions: 0o644)
        } catch let error as FileError {
            throw ListingError.unwritable(path: path, reason: error.description)
        }
        try publish(staged, of: shard, as: path)
    }

    /// Puts a staged listing in its place; a program that reads it meanwhile finds the former one.
    ///
    /// - Throws: ``ListingError/unwritable(path:reason:)``, also for a file that is not a listing of this shard.
    static func publish(_ staged: String, of shard: Shard, as path: String) throws(ListingError) {
        if FileManager.default.fileExists(atPath: path), head(at: path)?.shard != shard.description {
            throw .unwritable(path: path, reason: "there is another file in its place, or the listing of another shard")
        }
        do {
            try AtomicFile.publish(staged, as: path, replacing: true)
        } catch {
            throw .unwritable(path: path, reason: error.description)
        }
    }

    private static let newline = UInt8(ascii: "\n")

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// Why the lists of all shards cannot be made, or that of one cannot be written.
public enum ListingError: Error, Equatable, CustomStringConvertible {
    /// A listing cannot be written.
    case unwritable(path: String, reason: String)
    /// A listing cannot be read.
    case unreadable(path: String, reason: String)
    /// A line is not one of a listing.
    case malformed(path: String, line: Int, reason: String)
    /// Two files are listings of one shard.
    case twice(path: String, other: String, shard: String)
    /// Two files are of sites with different numbers of shards.
    case otherCount(path: String, other: String)
    /// There is no listing of some shards.
    case missing(shards: [String])

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unwritable(let path, let reason):
            "cannot write the listing \(path): \(reason); check its folder, and the setting 'listing'"
        case .unreadable(let path, let reason): "cannot read the listing \(path): \(reason)"
        case .malformed(let path, let line, let reason):
            "\(path):\(line): \(reason); run 'sitegen build' on that shard, which writes its listing again"
        case .twice(let path, let other, let shard):
            "\(path) and \(other) are both listings of shard \(shard); name one file a shard"
        case .otherCount(let path, let other):
            "\(path) and \(other) are of sites with different numbers of shards; name the listings of one site"
        case .missing(let shards):
            "there is no listing of shard \(shards.prefix(3).joined(separator: ", "))"
                + (shards.count > 3 ? " and \(shards.count - 3) more" : "")
                + "; name the listings of all shards, or its users would be missing in the directory"
        }
    }
}
