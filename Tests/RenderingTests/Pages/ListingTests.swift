import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct ListingTests {
    /// The users of a listing, with names that show whether their order is that of the directory.
    private static let people = (0..<60).map { number in
        (
            username: "user-\(number)",
            name: ["Åsa", "asa", "Zoë", "böle", "Bo", "ada"][number % 6] + (number % 4 == 0 ? " \(number)" : "")
        )
    }

    private func user(_ username: String, _ name: String) throws -> User {
        try .sample(username, displayName: name)
    }

    private func entry(_ user: User) -> DirectoryEntry {
        DirectoryEntry(
            user: user, line: DirectoryLine(topArtist: "Nova Tide", topArtistID: "a1", weeks: [1, 2], streak: 3))
    }

    /// Writes the listings of a site with this many shards.
    private func write(_ count: Int, in folder: String) throws -> [String] {
        try (0..<count).map { index in
            let shard = try #require(Shard(index: index, of: count))
            var listed = ListedUsers()
            for person in Self.people where shard.contains(try Username(person.username)) {
                listed.append(
                    ListedUsers.Entry(
                        try user(person.username, person.name), fingerprint: [UInt8](repeating: 7, count: 32)))
            }
            let path = "\(folder)/\(index).ndjson"
            let head = ListingFile.head(listed.inOrder, shard, assets: ["assets/\(index).css"])
            let staged = try ListingFile.stage(head, listed.inOrder, for: path) { shown in
                try shown.map { entry in
                    let name = Self.people.first { $0.username == entry.username.rawValue }?.name ?? ""
                    return ListedPerson(self.entry(try user(entry.username.rawValue, name)))
                }
            }
            try ListingFile.publish(staged, of: shard, as: path)
            #expect(ListingFile.head(at: path) == head)
            return path
        }
    }

    @Test(arguments: [1, 2, 7, 64])
    func `listings are one list in the order of the directory, however many there are`(count: Int) async throws {
        try await withTemporaryFolder { folder in
            var whole = ListedUsers()
            for person in Self.people.shuffled() {
                whole.append(ListedUsers.Entry(try user(person.username, person.name), fingerprint: []))
            }
            var listings = try Listings(write(count, in: folder).shuffled())
            #expect(listings.people == Self.people.count && listings.assets.count == count)
            var names: [String] = []
            while case let users = try listings.next(7), !users.isEmpty { names += users.map(\.username.rawValue) }
            #expect(names == whole.inOrder.map(\.username.rawValue))
        }
    }

    @Test func `a line that is not in its place, or not of this shard, is named with its file`() async throws {
        try await withTemporaryFolder { folder in
            let path = try write(2, in: folder)[0]
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            let other = try String(contentsOfFile: folder + "/1.ndjson", encoding: .utf8).split(separator: "\n").map(
                String.init)
            func error(_ lines: [String]) throws -> ListingError? {
                try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
                return #expect(throws: ListingError.self) { try Listings([path, folder + "/1.ndjson"]) }
            }
            var changed = lines
            changed.swapAt(3, 4)
            guard case .malformed(path, 5, _) = try error(changed) else { return #expect(Bool(false), "order") }
            changed = lines
            changed[2] = other[2]
            guard case .malformed(path, 3, let reason) = try error(changed) else {
                return #expect(Bool(false), "shard")
            }
            #expect(reason.contains("belongs to shard 1/2"))
            for (from, to) in [
                ("\"hue\":", "\"hue\":1"), ("\"username\":\"", "\"username\":\"../"),
                ("\"fingerprint\":\"07", "\"fingerprint\":\"zz"),
                ("\"weeks\":[", "\"weeks\":[9223372036854775807,"),
                ("\"weeks\":[", "\"weeks\":[" + String(repeating: "1,", count: 3000)),
                ("\"streak\":3", "\"streak\":9223372036854775807"), ("\"years\":[", "\"years\":[0"),
                ("\"name\":\"", "\"name\":\"" + String(repeating: "x", count: 5000)),
            ] {
                changed = lines
                changed[1] = lines[1].replacingOccurrences(of: from, with: to)
                guard case .malformed(path, 2, _) = try error(changed) else { return #expect(Bool(false), "\(from)") }
            }
            changed = lines
            changed[0] = lines[0].replacingOccurrences(of: "\"listing\":1", with: "\"listing\":2")
            guard case .malformed(path, 1, _) = try error(changed) else { return #expect(Bool(false), "version") }
            for years in ["1", "-1", "9223372036854775807"] {
                changed[0] = lines[0].replacingOccurrences(of: "\"years\":0", with: "\"years\":\(years)")
                guard case .malformed(path, _, _) = try error(changed) else { return #expect(Bool(false), "\(years)") }
            }
            guard case .malformed(path, _, _) = try error(lines + [lines[1]]) else {
                return #expect(Bool(false), "more")
            }
            guard case .malformed(path, _, _) = try error(lines.dropLast()) else { return #expect(Bool(false), "less") }
        }
    }

    @Test func `a folder in the place of a listing is an error that says so`() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: ListingError.unreadable(path: folder, reason: "Is a directory")) { try Listings([folder]) }
            #expect(ListingFile.head(at: folder) == nil)
        }
    }
}
