extension Schema {
    /// Recaps do not reference artists and tracks: they are kept after `plays.keep` has deleted these.
    ///
    /// `report` is null for a period that has too little to tell, or is not summed up yet. `user.recaps` are
    /// ``RecapMarks``.
    static let recaps = """
        CREATE TABLE recap (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            period INTEGER NOT NULL CHECK (period > 0 AND period % 100 <= 12),
            lastDay TEXT NOT NULL CHECK (lastDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            through TEXT NOT NULL DEFAULT '',
            isStale INTEGER NOT NULL DEFAULT 1 CHECK (isStale IN (0, 1)),
            report TEXT CHECK (report IS NULL OR json_valid(report)),
            PRIMARY KEY (userID, period)
        ) STRICT;
        ALTER TABLE user ADD COLUMN recaps BLOB NOT NULL DEFAULT x'';
        INSERT INTO recap (userID, period, lastDay)
            SELECT userID, substr(month, 1, 4) * 100 + substr(month, 6), date(month || '-01', '+1 month', '-1 day')
                FROM listeningMonth
            UNION SELECT userID, substr(month, 1, 4) * 100, substr(month, 1, 4) || '-12-31' FROM listeningMonth;
        """
}
