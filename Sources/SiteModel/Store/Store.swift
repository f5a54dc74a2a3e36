public import GRDB

/// The SQLite file with everything that each user listened to, from which every page is made.
///
/// Each method is one transaction. Methods throw ``StoreError``, which names the file and says what to do.
public struct Store: Sendable {
    let writer: any DatabaseWriter
    let path: String
    /// What the store has of its site.
    public internal(set) var part = StorePart.whole

    /// Called before each transaction; a test throws there as the store could.
    package var checkpoint: (@Sendable () throws -> Void)?

    /// The locks of the site, for everybody who changes more than one transaction can.
    public var locks: SiteLocks { SiteLocks(database: path) }

    /// Opens a store and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - writer: A pool or a queue; tests may use one in memory.
    ///   - path: The name of the file in errors.
    /// - Throws: ``StoreError/newer(path:)`` if a later version of sitegen wrote the file,
    ///   ``StoreError/foreign(path:)`` if another program did, ``StoreError/wrongSchema(path:message:)`` if its tables
    ///   are not those of any version.
    public init(_ writer: any DatabaseWriter, path: String = ":memory:") throws {
        self.writer = writer
        self.path = path
        do {
            try Self.requireOwn(writer, path: path)
            do {
                try Self.migrate(writer, Self.migrator)
                part = try writer.read(Self.part)
            } catch let error as DatabaseError where [.SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode) {
                throw StoreError.wrongSchema(path: path, message: error.message ?? "error \(error.resultCode.rawValue)")
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Migrates, even if other processes do the same at the same time.
    ///
    /// GRDB looks up once which steps are missing, and then takes each in a transaction. A step that another process
    /// has taken meanwhile fails as a whole, and is no longer missing at the next look. This may happen at every step;
    /// but if no step was taken since the last look, the failure is a real one.
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

    /// Closes every connection; the file is then complete without its WAL.
    public func close() throws {
        do {
            // GRDB closes its readers last, and these cannot checkpoint the WAL. The passive checkpoint waits for
            // nobody, and saves the next start from having to write. What another program still reads stays in the WAL,
            // where SQLite finds it, so a failure does not matter.
            _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.passive) }
            try writer.close()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            try checkpoint?()
            return try await writer.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Reads without leaving the thread: a page that is being rendered has nothing else to do.
    func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            try checkpoint?()
            return try writer.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            try checkpoint?()
            return try await writer.write(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
