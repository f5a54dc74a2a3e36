extension Schema {
    /// `siteChange` has a row for each file that is, or was, in the output.
    ///
    /// A change gives it a new number. `contentHash` is null for a file that is gone, and empty for one that is being replaced.
    static let changes = """
        CREATE TABLE siteChange (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL UNIQUE,
            contentHash BLOB,
            isOwned INTEGER NOT NULL CHECK (isOwned IN (0, 1)),
            goneAt INTEGER CHECK ((goneAt IS NULL) = (contentHash IS NOT NULL))
        ) STRICT;
        CREATE INDEX siteChangeGone ON siteChange (goneAt) WHERE goneAt IS NOT NULL;
        CREATE TABLE changeCursor (
            word TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            issuedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO siteChange (path, contentHash, isOwned)
            SELECT path, CASE WHEN size < 0 THEN x'' ELSE contentHash END, owner IS NOT NULL FROM page ORDER BY path;
        """
}
