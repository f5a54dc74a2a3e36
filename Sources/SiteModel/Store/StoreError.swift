import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why the store could not do what was asked.
public enum StoreError: Error, Equatable, CustomStringConvertible {
    /// The file is not a SQLite database, or is damaged.
    case notADatabase(path: String)
    /// A later version of sitegen has changed the file.
    case newer(path: String)
    /// The file is another program's database.
    case foreign(path: String)
    /// The file or its folder cannot be written.
    case notWritable(path: String)
    /// This process may not open another file.
    case tooManyFiles(path: String)
    /// The file cannot be brought up to date: its tables are not those that its list of steps tells of.
    case wrongSchema(path: String, message: String)
    /// The folder of the file does not exist.
    case noFolder(path: String)
    /// There is no space left on the disk.
    case full(path: String)
    /// Another program holds the file.
    case locked(path: String)
    /// The store is that of another part of the site.
    case otherPart(path: String, part: StorePart, wanted: StorePart)
    /// A user of that name belongs to the store of another shard.
    case elsewhere(Username, home: Shard?, path: String)
    /// There is no user with that name.
    case unknownUser(String, nearest: String?)
    /// Another user has that name.
    case usernameTaken(String)
    /// The Spotify account belongs to another user of this site.
    case accountTaken(username: String)
    /// The user is connected to another Spotify account; the plays of two accounts must not mix.
    case otherAccount(username: String)
    /// Any other error of SQLite; the text is SQLite's and holds no values.
    case database(path: String, message: String)

    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
        case .SQLITE_CANTOPEN where StoreError.isOutOfFiles: self = .tooManyFiles(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .notWritable(path: path)
        case .SQLITE_FULL: self = .full(path: path)
        // The index of the WAL cannot grow.
        case .SQLITE_IOERR where StoreError.isFull(path): self = .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        default: self = .database(path: path, message: error.message ?? "error \(error.resultCode.rawValue)")
        }
    }

    /// Whether the disk has no space for another 64 kB.
    private static func isFull(_ path: String) -> Bool {
        var disk = statvfs()
        return statvfs(path, &disk) == 0 && UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 65_536
    }

    /// Whether no file can be opened: SQLite does not say why it could not.
    private static var isOutOfFiles: Bool {
        let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else {
            close(descriptor)
            return false
        }
        return errno == EMFILE || errno == ENFILE
    }

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .notADatabase(let path):
            "\(path) is not a SQLite database, or is damaged; move it away, then put a backup in its place or begin anew"
        case .newer(let path):
            "\(path) was written by a newer sitegen; install that version (nothing was changed)"
        case .foreign(let path):
            "\(path) is the database of another program; give sitegen a file of its own (setting 'database')"
        case .notWritable(let path):
            "\(path) cannot be read and written; check the owner and the permissions of the file and of its folder"
        case .tooManyFiles(let path):
            "\(path) cannot be opened: too many open files; raise the limit ('ulimit -n'), then run again"
        case .wrongSchema(let path, let message):
            "\(path) cannot be brought up to date (\(message)): its tables were changed by something else; put a backup in "
                + "its place"
        case .noFolder(let path): "\(path) cannot be made: its folder does not exist; make the folder first"
        case .full(let path): "\(path): no space left on the disk; free some and run again (nothing is half-written)"
        case .locked(let path): "\(path) is in use by another program; wait for it to end, or see 'fuser \(path)'"
        case .otherPart(let path, let part, let wanted): Self.otherPart(path, part, wanted)
        case .elsewhere(let username, let home?, let path):
            "'\(username)' belongs to shard \(home), and \(path) is the database of another one; run the command with the "
                + "settings of shard \(home)"
        case .elsewhere(let username, nil, let path):
            "'\(username)' cannot be in \(path), which has only the lists of all shards; run the command with the settings of a "
                + "shard"
        case .unknownUser(let name, let nearest):
            "there is no user '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; see 'sitegen user list'")
        case .usernameTaken(let name): "there is already a user '\(name)'; choose another name"
        case .accountTaken(let username):
            "this Spotify account is already connected as '\(username)'; if somebody else was meant, sign in to Spotify as "
                + "them, in a private window; if it is the name, run 'sitegen user rename \(username) NEW'"
        case .otherAccount(let username):
            "'\(username)' is connected to another Spotify account, and two people's plays must not mix; "
                + "sign in with that account, or run 'sitegen disconnect \(username)' first"
        case .database(let path, let message): "\(path): \(message); run 'sitegen verify' to have the file checked"
        }
    }

    private static func otherPart(_ path: String, _ part: StorePart, _ wanted: StorePart) -> String {
        switch (part, wanted) {
        case (.whole, .shard(let shard)):
            "\(path) has users of all shards; run 'sitegen split \(shard.count) FOLDER' without 'shard', and give each shard its "
                + "own database"
        case (.whole, _): "\(path) has users; name another file as the database of the lists"
        case (.lists, _): "\(path) has only the lists of all shards; set 'database' to that of shard \(wanted)"
        case (.shard(let shard), .lists):
            "\(path) is the database of shard \(shard); name another file as the database of the lists"
        case (.shard(let shard), _):
            "\(path) is the database of shard \(shard), and 'shard' says \(wanted); set one of them right ('sitegen split' makes "
                + "more shards of one)"
        }
    }
}
