import Foundation
import SiteModel

/// Reads the listing of one shard.
struct ListingReader {
    /// A user as the lists show them.
    struct User {
        var person: ListedPerson
        var username: Username
        var fingerprint: [UInt8]
        var years: [Int16]
        fileprivate var order: ListOrder
    }

    let path: String
    let head: ListingFile.Head
    let shard: Shard
    /// The user who comes next.
    private(set) var first: User?
    private let lines: LineReader
    private let decoder = JSONDecoder()
    private var left: Int
    private var yearsLeft: Int

    /// The most users, and pages of years, that a listing may have.
    private static let most = 1_000_000_000

    /// Opens a listing and reads its first user.
    ///
    /// - Throws: ``ListingError``.
    init(_ path: String) throws(ListingError) {
        self.path = path
        lines = try LineReader(path)
        guard let line = try lines.next(), let head = try? decoder.decode(ListingFile.Head.self, from: line),
            let shard = Shard(head.shard), 0...Self.most ~= head.people, 0...Self.most ~= head.years
        else { throw .malformed(path: path, line: 1, reason: "this is not the first line of a listing") }
        guard head.listing == ListingFile.Head.version else {
            throw .malformed(path: path, line: 1, reason: "another version of sitegen wrote this listing")
        }
        self.head = head
        self.shard = shard
        left = head.people
        yearsLeft = head.years
        _ = try advance()
    }

    /// Whether the user who comes next is before that of another listing.
    func isBefore(_ other: ListingReader) -> Bool {
        guard let first else { return false }
        return other.first.map { first.order < $0.order } ?? true
    }

    /// Takes the user who comes next.
    ///
    /// - Throws: ``ListingError`` about the line after it.
    mutating func advance() throws(ListingError) -> User? {
        let user = first
        first = try read()
        if let user, let first, !(user.order < first.order) {
            throw malformed("'\(first.username)' is not in its place")
        }
        return user
    }

    private mutating func read() throws(ListingError) -> User? {
        guard let line = try lines.next() else {
            guard left == 0 else { throw malformed("the file ends \(left) lines before its end") }
            guard yearsLeft == 0 else { throw malformed("the number of years in the first line is another one") }
            return nil
        }
        left -= 1
        guard left >= 0, let found = try? decoder.decode(ListingFile.Line.self, from: line),
            let username = try? Username(found.person.username), let fingerprint = [UInt8](hex: found.fingerprint),
            found.person.isPlausible, found.years.allSatisfy({ 1...9999 ~= $0 })
        else { throw malformed("this is not a line of a listing") }
        yearsLeft -= found.years.count
        guard shard.contains(username) else {
            throw malformed("'\(username)' belongs to shard \(shard.home(of: username))")
        }
        return User(
            person: found.person, username: username, fingerprint: fingerprint, years: found.years,
            order: ListOrder(username, shownName: found.person.name))
    }

    private func malformed(_ reason: String) -> ListingError {
        .malformed(path: path, line: lines.number, reason: reason)
    }
}

extension ListedPerson {
    /// Whether a shard can have written it: somebody may have changed the listing on its way.
    fileprivate var isPlausible: Bool {
        0..<Username.hues ~= hue && weeks.count <= WeekStrip.length && 0...7 * WeekStrip.length ~= streak
            && weeks.allSatisfy { 0...Int64(UInt32.max) ~= $0 } && label.count <= Temperament.Pole.allCases.count
            && [name, picture ?? "", topArtist, topArtistID, cover].allSatisfy { $0.utf8.count <= 4096 }
    }
}

extension [UInt8] {
    /// Reads hexadecimal digits; `nil` for any other text.
    fileprivate init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            append(byte)
        }
    }
}
