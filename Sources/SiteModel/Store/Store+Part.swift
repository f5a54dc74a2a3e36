import GRDB

extension Store {
    /// Makes a store that has no users yet that of a part of its site; afterwards it is the store of that part for good.
    ///
    /// - Parameter wanted: The part.
    /// - Throws: ``StoreError/otherPart(path:part:wanted:)`` for the store of another part, or one that has users of all shards.
    public mutating func take(_ wanted: StorePart) throws {
        guard part != wanted else { return }
        do {
            part = try writer.write { [path] database in
                let part = try Self.part(database)
                if part == wanted { return part }
                let hasUsers = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM user)") ?? false
                guard part == .whole, !hasUsers else {
                    throw StoreError.otherPart(path: path, part: part, wanted: wanted)
                }
                try Self.setPart(wanted, database)
                if case .shard = wanted {
                    // What a build without a shard has made belongs to the lists now, and stays where it is.
                    try database.execute(
                        sql: "DELETE FROM page WHERE owner IS NULL; DELETE FROM siteChange WHERE NOT isOwned")
                }
                return wanted
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    static func part(_ database: Database) throws -> StorePart {
        guard let text = try String.fetchOne(database, sql: "SELECT part FROM storePart") else { return .whole }
        let part = StorePart(text)
        // A store that takes anybody could give a name a second time.
        guard part != .whole else {
            throw DatabaseError(
                resultCode: .SQLITE_ERROR, message: "it has part '\(text)' of a site, which there is not")
        }
        return part
    }

    static func setPart(_ part: StorePart, _ database: Database) throws {
        try database.execute(sql: "INSERT INTO storePart (part) VALUES (?)", arguments: [part.description])
    }

    /// Requires that a user of that name can be in the store.
    ///
    /// - Throws: ``StoreError/elsewhere(_:home:path:)``.
    public func requireHome(of username: Username) throws {
        switch part {
        case .whole: return
        case .shard(let shard) where shard.contains(username): return
        case .shard(let shard): throw StoreError.elsewhere(username, home: shard.home(of: username), path: path)
        case .lists: throw StoreError.elsewhere(username, home: nil, path: path)
        }
    }
}
