public import GRDB

/// The SQLite file that holds what each user listened to: the truth that every page is made from.
///
/// One named method is one transaction. Methods throw ``StoreError``, which names the file and says what to do.
public struct Store: Sendable {
    let writer: any DatabaseWriter
    let path: String

    /// Opens a store and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - writer: A pool or a queue; tests may pass one in memory.
    ///   - path: What errors call the file.
    /// - Throws: ``StoreError/newer(path:)`` when a later version of sitegen wrote it, ``StoreError/foreign(path:)`` when
    ///   another program did.
    public init(_ writer: any DatabaseWriter, path: String = ":memory:") throws {
        self.writer = writer
        self.path = path
        do {
            let migrator = Self.migrator
            if try writer.read(migrator.hasBeenSuperseded) { throw StoreError.newer(path: path) }
            // Otherwise our tables would be added to whatever file a wrong path names.
            if try writer.read(Self.isForeign) { throw StoreError.foreign(path: path) }
            try Self.migrate(writer, migrator)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Migrates, even where other programs do the same at the same moment.
    ///
    /// GRDB looks once which steps are missing, and then takes each in a transaction: a step that somebody else has taken
    /// meanwhile fails as a whole, and at the next look it is not missing any more. That may happen at every step, but
    /// where no step was taken since the last look, the failure is one of its own.
    static func migrate(_ writer: any DatabaseWriter, _ migrator: DatabaseMigrator) throws {
        var taken = try writer.read(migrator.appliedIdentifiers)
        while true {
            do {
                return try migrator.migrate(writer)
            } catch let error as DatabaseError
                where [.SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_BUSY].contains(error.resultCode)
            {
                let now = try writer.read(migrator.appliedIdentifiers)
                guard now.count > taken.count else { throw error }
                taken = now
            }
        }
    }

    private static func isForeign(_ database: Database) throws -> Bool {
        let tables = try String.fetchSet(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        return !tables.isEmpty && !tables.contains("grdb_migrations")
    }

    /// Closes every connection; the file is complete in itself afterwards.
    public func close() throws {
        do {
            // GRDB closes its readers last, and these cannot bring the WAL's content home. Passive, as it waits for nobody,
            // and leaves a WAL with which the next start need not write. While another program reads, its part of the
            // content stays in the WAL: no failure, SQLite finds it there.
            _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.passive) }
            try writer.close()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await writer.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await writer.write(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
