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
                return wanted
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    static func part(_ database: Database) throws -> StorePart {
        StorePart(try String.fetchOne(database, sql: "SELECT part FROM storePart") ?? "")
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
