/// What the migrations create, the first one's tables by subject; times are UTC milliseconds unless the name says
/// otherwise.
///
/// Every column that refers to a track or an artist has an index: without one, SQLite reads a whole table for each
/// track that is deleted when a user leaves.
enum Schema {
    static let users = """
        CREATE TABLE user (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            username TEXT NOT NULL UNIQUE CHECK (length(username) <= 40 AND username GLOB '[a-z0-9]*'
                AND username GLOB '*[a-z0-9]' AND username NOT GLOB '*[^a-z0-9-]*'),
            spotifyAccountID TEXT UNIQUE,
            displayName TEXT,
            imageURL TEXT,
            profileURL TEXT,
            timeZone TEXT NOT NULL,
            bio TEXT NOT NULL DEFAULT '' CHECK (length(CAST(bio AS BLOB)) <= 2000),
            visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'private')),
            hiddenSections TEXT NOT NULL DEFAULT '',
            dataVersion INTEGER NOT NULL DEFAULT 0,
            syncedAt INTEGER,
            profileFetchedAt INTEGER,
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE credential (
            userID INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE,
            sealedAccessToken BLOB NOT NULL,
            sealedRefreshToken BLOB NOT NULL,
            expiresAt INTEGER NOT NULL,
            scopes TEXT NOT NULL,
            authorizedAt INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'needsReconnect'))
        ) STRICT;

        """

    static let music = """
        CREATE TABLE artist (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            url TEXT,
            imageURL TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX artistByName ON artist (name);
        CREATE TABLE track (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            url TEXT,
            imageURL TEXT,
            album TEXT,
            durationMs INTEGER CHECK (durationMs >= 0),
            isrc TEXT,
            releaseDate TEXT,
            releaseDatePrecision TEXT CHECK (releaseDatePrecision IN ('year', 'month', 'day')),
            source TEXT NOT NULL CHECK (source IN ('api', 'export'))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE trackArtist (
            trackID TEXT NOT NULL REFERENCES track ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            artistID TEXT NOT NULL REFERENCES artist,
            PRIMARY KEY (trackID, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX trackArtistByArtist ON trackArtist (artistID);

        """

    static let listening = """
        CREATE TABLE play (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            playedAt INTEGER NOT NULL,
            trackID TEXT NOT NULL REFERENCES track,
            listenedMs INTEGER NOT NULL CHECK (listenedMs >= 0),
            source TEXT NOT NULL CHECK (source IN ('api', 'export')),
            contextType TEXT,
            lengthMs INTEGER CHECK (lengthMs > 0),
            isOffered INTEGER NOT NULL CHECK (isOffered IN (0, 1)),
            exportedAt INTEGER,
            PRIMARY KEY (userID, playedAt, trackID),
            CHECK ((source = 'export') = (exportedAt IS NOT NULL)),
            CHECK (isOffered OR playedAt = exportedAt)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX playByTrack ON play (trackID);
        CREATE TABLE listeningDay (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            listenedMs INTEGER NOT NULL CHECK (listenedMs >= 0),
            plays INTEGER NOT NULL CHECK (plays > 0),
            hours BLOB NOT NULL CHECK (length(hours) = 96),
            topArtistID TEXT REFERENCES artist,
            topTrackID TEXT REFERENCES track,
            PRIMARY KEY (userID, date)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX listeningDayByArtist ON listeningDay (topArtistID);
        CREATE INDEX listeningDayByTrack ON listeningDay (topTrackID);
        CREATE TABLE topList (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('artist', 'track')),
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            fetchedAt INTEGER NOT NULL,
            PRIMARY KEY (userID, kind, timeRange)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE topArtist (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            rank INTEGER NOT NULL CHECK (rank > 0),
            previousRank INTEGER,
            artistID TEXT NOT NULL REFERENCES artist,
            PRIMARY KEY (userID, timeRange, rank)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX topArtistByArtist ON topArtist (artistID);
        CREATE TABLE topTrack (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            rank INTEGER NOT NULL CHECK (rank > 0),
            previousRank INTEGER,
            trackID TEXT NOT NULL REFERENCES track,
            PRIMARY KEY (userID, timeRange, rank)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX topTrackByTrack ON topTrack (trackID);
        CREATE TABLE personality (
            userID INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE,
            lastDay TEXT NOT NULL CHECK (lastDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            plays INTEGER NOT NULL CHECK (plays >= 0),
            label TEXT NOT NULL,
            report TEXT NOT NULL CHECK (json_valid(report))
        ) STRICT;
        CREATE TABLE gap (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            "from" INTEGER NOT NULL,
            "to" INTEGER NOT NULL,
            PRIMARY KEY (userID, "from")
        ) STRICT, WITHOUT ROWID;

        """

    static let purgedPlays = """
        ALTER TABLE user ADD COLUMN purgedBefore INTEGER;
        ALTER TABLE user ADD COLUMN purgedPlayAt INTEGER;
        ALTER TABLE listeningDay ADD COLUMN isPurged INTEGER NOT NULL DEFAULT 0 CHECK (isPurged IN (0, 1));
        CREATE TABLE zoneSpan (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            "from" INTEGER NOT NULL,
            "to" INTEGER NOT NULL CHECK ("to" > "from"),
            timeZone TEXT NOT NULL,
            PRIMARY KEY (userID, "from")
        ) STRICT, WITHOUT ROWID;
        """

    static let accountData = """
        ALTER TABLE play ADD COLUMN isByAccount INTEGER NOT NULL DEFAULT 0 CHECK (isByAccount IN (0, 1));
        CREATE TABLE accountRow (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            minute INTEGER NOT NULL CHECK (minute % 60000 = 0),
            trackID TEXT NOT NULL REFERENCES track,
            listenedMs INTEGER NOT NULL CHECK (listenedMs >= 0),
            PRIMARY KEY (userID, minute, trackID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX accountRowByTrack ON accountRow (trackID);
        CREATE TABLE trackName (
            trackID TEXT NOT NULL REFERENCES track ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (trackID, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// The owner does not reference `user`: a page keeps it until it is deleted from the disk, possibly after its user.
    ///
    /// Keys of users are never reused.
    static let pageOwners = """
        ALTER TABLE page ADD COLUMN owner INTEGER;
        UPDATE page SET owner = (SELECT id FROM user WHERE username = substr(page.path, 1, length(page.path) - 11))
            WHERE path LIKE '%/index.html';
        CREATE INDEX pageByOwner ON page (owner);
        """

    /// A line goes with the record of its page.
    static let directoryLines = """
        CREATE TABLE directoryLine (
            path TEXT PRIMARY KEY REFERENCES page ON DELETE CASCADE,
            fingerprint BLOB NOT NULL,
            topArtist TEXT NOT NULL,
            topArtistID TEXT NOT NULL,
            cover TEXT NOT NULL,
            weeks BLOB NOT NULL,
            streak INTEGER NOT NULL,
            label TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `artistHeard` does not reference `artist`: it is kept after `plays.keep` has deleted the artist's plays.
    static let months = """
        CREATE TABLE listeningMonth (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
            listenedMs INTEGER NOT NULL CHECK (listenedMs >= 0),
            plays INTEGER NOT NULL CHECK (plays > 0),
            topArtistID TEXT REFERENCES artist,
            topTrackID TEXT REFERENCES track,
            decades TEXT NOT NULL CHECK (json_valid(decades)),
            PRIMARY KEY (userID, month)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX listeningMonthByArtist ON listeningMonth (topArtistID);
        CREATE INDEX listeningMonthByTrack ON listeningMonth (topTrackID);
        CREATE TABLE artistHeard (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            artistID TEXT NOT NULL,
            firstAt INTEGER NOT NULL,
            PRIMARY KEY (userID, artistID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX artistHeardByTime ON artistHeard (userID, firstAt);

        """

    /// With names and without references, because `plays.keep` deletes tracks and artists along with their plays.
    static let monthTops = """
        CREATE TABLE monthTop (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
            kind TEXT NOT NULL CHECK (kind IN ('artist', 'track', 'album')),
            rank INTEGER NOT NULL CHECK (rank > 0),
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            artistID TEXT,
            artistName TEXT,
            listenedMs INTEGER NOT NULL CHECK (listenedMs >= 0),
            plays INTEGER NOT NULL CHECK (plays > 0),
            PRIMARY KEY (userID, month, kind, rank)
        ) STRICT, WITHOUT ROWID;
        """

    static let running = """
        CREATE TABLE syncRun (
            id INTEGER PRIMARY KEY,
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            requests INTEGER NOT NULL,
            newPlays INTEGER NOT NULL,
            errorClass TEXT
        ) STRICT;
        CREATE INDEX syncRunByUser ON syncRun (userID, at);
        CREATE TABLE gate (
            name TEXT PRIMARY KEY,
            notBefore INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE page (
            path TEXT PRIMARY KEY,
            fingerprint BLOB NOT NULL,
            contentHash BLOB NOT NULL,
            size INTEGER NOT NULL,
            modifiedNs INTEGER NOT NULL,
            renderedAt INTEGER NOT NULL,
            checkedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
