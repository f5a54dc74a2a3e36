import SiteModel

/// The listings of all shards as one, in the order of the directory; one user of each is in memory.
struct Listings {
    private var readers: [ListingReader]

    /// How many users there are.
    let people: Int
    /// How many pages of years they have.
    let years: Int
    /// The files that pages of users may load.
    let assets: Set<String>

    /// Opens the listings.
    ///
    /// Each is read to its end first, so that nothing is published from a file that is not complete.
    ///
    /// - Parameter paths: One file a shard, in any order.
    /// - Throws: ``ListingError``.
    init(_ paths: [String]) throws(ListingError) {
        for path in paths {
            var reader = try ListingReader(path)
            while try reader.advance() != nil {}
        }
        var readers: [ListingReader] = []
        for path in paths { readers.append(try ListingReader(path)) }
        try Self.requireAll(readers)
        self.readers = readers
        people = readers.reduce(0) { $0 + $1.head.people }
        years = readers.reduce(0) { $0 + $1.head.years }
        assets = Set(readers.flatMap(\.head.assets))
    }

    /// The next users in the order of the directory.
    ///
    /// - Parameter limit: The most users.
    /// - Returns: The users; fewer than `limit` at the end.
    /// - Throws: ``ListingError``.
    mutating func next(_ limit: Int) throws(ListingError) -> [ListingReader.User] {
        var users: [ListingReader.User] = []
        while users.count < limit {
            guard var least = readers.indices.first else { break }
            for index in readers.indices where readers[index].isBefore(readers[least]) { least = index }
            guard let user = try readers[least].advance() else { break }
            users.append(user)
        }
        return users
    }

    private static func requireAll(_ readers: [ListingReader]) throws(ListingError) {
        guard let first = readers.first else { return }
        var paths: [Shard: String] = [:]
        for reader in readers {
            guard reader.shard.count == first.shard.count else {
                throw .otherCount(path: first.path, other: reader.path)
            }
            if let other = paths.updateValue(reader.path, forKey: reader.shard) {
                throw .twice(path: other, other: reader.path, shard: reader.head.shard)
            }
        }
        let missing = (0..<first.shard.count).compactMap { Shard(index: $0, of: first.shard.count) }
            .filter { paths[$0] == nil }
        guard missing.isEmpty else { throw .missing(shards: missing.map(\.description)) }
    }
}
