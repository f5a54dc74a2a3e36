internal import Crypto

/// One of several equal parts of a site's users; each part has a store of its own.
///
/// A username belongs to one of ``buckets`` buckets by its hash, and a bucket to one shard. So each name belongs to one
/// shard, and no two stores can have users of the same name. With twice as many shards, each one is halved.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// How many buckets there are, and the most shards that a site can have.
    public static let buckets = 4096

    /// Which shard, counted from 0.
    public let index: Int
    /// How many shards the site has.
    public let count: Int

    /// Creates a shard; `nil` for an index or a count that no site has.
    public init?(index: Int, of count: Int) {
        guard (1...Self.buckets).contains(count), (0..<count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads a shard such as `3/8`; `nil` for any other text.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let index = numbers[0], let count = numbers[1] else { return nil }
        self.init(index: index, of: count)
        guard description == text else { return nil }
    }

    /// The shard that a username belongs to, on a site with as many shards as this one has.
    public func home(of username: Username) -> Shard { Shard(bucket: username.bucket, of: count) }

    /// Whether a username belongs to this shard.
    public func contains(_ username: Username) -> Bool { home(of: username) == self }

    /// The shards that this one is divided into when the site has more; `nil` unless the number is a multiple of the present one.
    public func parts(of count: Int) -> [Shard]? {
        guard (self.count...Self.buckets).contains(count), count.isMultiple(of: self.count) else { return nil }
        let parts = count / self.count
        return (index * parts..<(index + 1) * parts).compactMap { Shard(index: $0, of: count) }
    }

    private init(bucket: Int, of count: Int) {
        index = bucket * count / Self.buckets
        self.count = count
    }

    /// `3/8`.
    public var description: String { "\(index)/\(count)" }
}

extension Username {
    /// The first 12 bits of the SHA-256 of the name.
    public var bucket: Int {
        let hash = Array(SHA256.hash(data: Array(rawValue.utf8)).prefix(2))
        return Int(hash[0]) << 4 | Int(hash[1]) >> 4
    }
}

/// What a store has of its site.
public enum StorePart: Hashable, Sendable, CustomStringConvertible {
    /// Everything.
    case whole
    /// The users of one shard, and their pages.
    case shard(Shard)
    /// No users: the files that are about the users of all shards, and those that belong to nobody.
    case lists

    /// `3/8` or `lists`; empty for a store that has everything.
    public var description: String {
        switch self {
        case .whole: ""
        case .shard(let shard): shard.description
        case .lists: "lists"
        }
    }

    /// Reads what ``description`` gives; anything else is a whole store.
    public init(_ text: String) {
        self = text == "lists" ? .lists : Shard(text).map { .shard($0) } ?? .whole
    }

    /// Whether a user of that name can be in the store.
    public func contains(_ username: Username) -> Bool {
        switch self {
        case .whole: true
        case .shard(let shard): shard.contains(username)
        case .lists: false
        }
    }
}
