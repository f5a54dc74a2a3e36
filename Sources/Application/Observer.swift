package import SyncRunner

/// What a use case reports while it works; an observer need not react.
package struct Observer: Sendable {
    /// Another program is at work on the user, and the change waits for it to end.
    package var waits: @Sendable () -> Void
    /// Users are being synced.
    package var syncs: @Sendable (SyncProgress) -> Void
    /// A build goes on: how many users it has looked at, and how many there are.
    package var builds: @Sendable (_ users: Int, _ all: Int) -> Void
    /// History files are being read.
    package var imports: @Sendable (ImportProgress) -> Void
    /// A backup is being written: the size of the copy so far, and about its size in the end, in bytes.
    package var backups: @Sendable (_ bytes: Int, _ all: Int) -> Void
    /// A database is being divided: how many databases are complete, and how many there will be.
    package var splits: @Sendable (_ done: Int, _ all: Int) -> Void

    /// Creates an observer; without closures it ignores everything.
    package init(
        waits: @escaping @Sendable () -> Void = {},
        syncs: @escaping @Sendable (SyncProgress) -> Void = { _ in },
        builds: @escaping @Sendable (_ users: Int, _ all: Int) -> Void = { _, _ in },
        imports: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        backups: @escaping @Sendable (_ bytes: Int, _ all: Int) -> Void = { _, _ in },
        splits: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) {
        self.waits = waits
        self.syncs = syncs
        self.builds = builds
        self.imports = imports
        self.backups = backups
        self.splits = splits
    }
}
