import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Store {
    /// Opens the store in a file; creates the file, readable by its owner only, if it does not exist.
    ///
    /// WAL mode, so that pages can be read while a sync writes. `synchronous=FULL`, so that a play that was reported as
    /// stored survives a power cut.
    ///
    /// - Parameter path: The database file; its folder must exist.
    /// - Returns: The store, with its schema up to date.
    /// - Throws: ``StoreError``.
    public static func open(path: String) throws -> Store {
        try createPrivately(path)
        var configuration = Configuration()
        configuration.busyMode = patience
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // A large import must not leave a large WAL, which every later start would have to read.
            try database.execute(sql: "PRAGMA journal_size_limit = 4194304")
        }
        do {
            try requireOwn(at: path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            // Not in `prepareDatabase`, because the pool itself sets NORMAL after that. With NORMAL, a power cut could
            // lose a rotated refresh token, or a play that was reported as stored.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // One import touches a whole year of one user; with SQLite's default of 2 MB, pages are read again and
                // again.
                try database.execute(sql: "PRAGMA cache_size = -16384")
            }
            return try Store(pool, path: path)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Waits 10 seconds for another program's transaction, and asks again every other millisecond.
    ///
    /// SQLite's own wait soon asks only ten times a second. A run that stores one sync after another leaves gaps far
    /// shorter than that, and a person who hides a page would wait until it ends.
    private static let patience = Database.BusyMode.callback { tries in
        usleep(2000)
        return tries < 5000
    }

    /// Refuses a file that is not ours before anything can change it: a pool turns on WAL mode at once.
    private static func requireOwn(at path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = patience
        configuration.readonly = true
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // A process was killed while it wrote. Whoever opens the file next has to undo that first.
            configuration.readonly = false
            queue = try DatabaseQueue(path: path, configuration: configuration)
        }
        do {
            try requireOwn(queue, path: path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // Another program is just making the tables; a second look finds them.
            try requireOwn(queue, path: path)
        }
        try queue.close()
    }

    /// Refuses the database of a newer version or of another program.
    static func requireOwn(_ reader: any DatabaseReader, path: String) throws {
        try reader.read { database in
            if try migrator.hasBeenSuperseded(database) { throw StoreError.newer(path: path) }
            // Otherwise a wrong path would add our tables to another program's database.
            let tables = try String.fetchSet(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            if !tables.isEmpty, !tables.contains("grdb_migrations") { throw StoreError.foreign(path: path) }
        }
    }

    /// SQLite gives the WAL the permissions of the main file, so these must be right before SQLite opens it.
    private static func createPrivately(_ path: String) throws {
        switch createFile(path) {
        case 0: break
        case EEXIST:
            // A folder can be opened for reading, so SQLite would only say that it cannot read.
            guard access(path, R_OK | W_OK) == 0, access(path + "/.", F_OK) != 0 else {
                throw StoreError.notWritable(path: path)
            }
        case ENOENT, ENOTDIR: throw StoreError.noFolder(path: path)
        case ENOSPC, EDQUOT: throw StoreError.full(path: path)
        case EMFILE, ENFILE: throw StoreError.tooManyFiles(path: path)
        default: throw StoreError.notWritable(path: path)
        }
    }
}

/// The C calls, outside of the type because its own `open` and `close` would hide them; returns `errno`, or 0.
private func createFile(_ path: String) -> Int32 {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return errno }
    close(descriptor)
    return 0
}
