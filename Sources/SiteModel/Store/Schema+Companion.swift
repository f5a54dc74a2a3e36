extension Schema {
    /// An invitation does not reference `user`: it is there before its user.
    static let companion = """
        CREATE TABLE session (
            id BLOB PRIMARY KEY CHECK (length(id) = 32),
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            createdAt INTEGER NOT NULL,
            seenAt INTEGER NOT NULL,
            endsAt INTEGER NOT NULL,
            agent TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessionByUser ON session (userID);
        CREATE TABLE invitation (
            codeHash BLOB PRIMARY KEY CHECK (length(codeHash) = 32),
            username TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            endsAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE syncRun ADD COLUMN occasion TEXT NOT NULL DEFAULT 'run' CHECK (occasion IN ('run', 'asked'));
        """
}
