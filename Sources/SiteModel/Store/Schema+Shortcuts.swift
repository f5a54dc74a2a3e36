/// What is stored a second time, so that a sync or a page has less to read.
extension Schema {
    /// `digests` has eight bytes for each item of the last answer: see ``LastAnswers``.
    static let lastAnswers = """
        CREATE TABLE lastAnswer (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            answer TEXT NOT NULL,
            digests BLOB NOT NULL,
            PRIMARY KEY (userID, answer)
        ) STRICT, WITHOUT ROWID;
        """

    /// Two numbers of each month and a few albums of one year, which a profile shows.
    ///
    /// For them, it read the top lists of each month and the whole report of the year. ``MonthTotals`` and ``RecapRows``
    /// write these copies with the originals.
    static let profileParts = """
        ALTER TABLE listeningMonth ADD COLUMN topArtistPlays INTEGER NOT NULL DEFAULT 0 CHECK (topArtistPlays >= 0);
        ALTER TABLE listeningMonth ADD COLUMN topTrackPlays INTEGER NOT NULL DEFAULT 0 CHECK (topTrackPlays >= 0);
        UPDATE listeningMonth SET \(topPlays);
        CREATE TABLE yearAlbums (
            userID INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE,
            year INTEGER NOT NULL,
            albums TEXT NOT NULL CHECK (json_valid(albums))
        ) STRICT;
        \(insertAlbums) GROUP BY userID;
        """

    /// SQL: how often the first artist and track of a month were played, if its lists begin with them.
    static let topPlays = """
        topArtistPlays = coalesce((SELECT plays FROM monthTop WHERE userID = listeningMonth.userID
            AND month = listeningMonth.month AND kind = 'artist' AND rank = 1 AND id = topArtistID), 0),
        topTrackPlays = coalesce((SELECT plays FROM monthTop WHERE userID = listeningMonth.userID
            AND month = listeningMonth.month AND kind = 'track' AND rank = 1 AND id = topTrackID), 0)
        """

    /// SQL: stores the albums of the newest year that is told; without `GROUP BY`.
    ///
    /// A report that another program has damaged has none.
    static let insertAlbums = """
        INSERT INTO yearAlbums (userID, year, albums)
            SELECT userID, max(period) / 100,
                CASE WHEN json_valid(report) AND json_type(report, '$.music.albums') = 'array'
                    THEN json_extract(report, '$.music.albums') ELSE '[]' END
            FROM recap
            WHERE period % 100 = 0 AND report IS NOT NULL
        """
}
