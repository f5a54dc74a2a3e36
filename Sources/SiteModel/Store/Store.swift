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
    /// - Throws: ``StoreError/newer(path:)`` when a later version of sitegen wrote it.
    public init(_ writer: any DatabaseWriter, path: String = ":memory:") throws {
        self.writer = writer
        self.path = path
        do {
            let migrator = Self.migrator
            if try writer.read(migrator.hasBeenSuperseded) { throw StoreError.newer(path: path) }
            try migrator.migrate(writer)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Closes every connection; the file is complete in itself afterwards.
    public func close() throws {
        do { try writer.close() } catch let error as DatabaseError { throw StoreError(error, path: path) }
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
