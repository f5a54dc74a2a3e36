/// A store with version 1 of the schema, dumped by the `sqlite3` program.
///
/// It does not change once that version is released.
enum SchemaVersion1 {
    static let dump = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES('1 users, plays, lists, pages');
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
        INSERT INTO user VALUES(1,'ada','acc1','Ada','https://i.scdn.co/a',
            'https://open.spotify.com/user/id1','Asia/Kathmandu','Ünïcode & <b>','unlisted','clock,facts',7,1795348800000,1795348800000,1795000000000);
        CREATE TABLE credential (
            userID INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE,
            sealedAccessToken BLOB NOT NULL,
            sealedRefreshToken BLOB NOT NULL,
            expiresAt INTEGER NOT NULL,
            scopes TEXT NOT NULL,
            authorizedAt INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'needsReconnect'))
        ) STRICT;
        INSERT INTO credential VALUES(1,X'000102',X'0304',1795352400000,'user-top-read',
            1795000000000,'needsReconnect');
        CREATE TABLE artist (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            url TEXT,
            imageURL TEXT
        ) STRICT, WITHOUT ROWID;
        INSERT INTO artist VALUES('a1','Artist a1','https://open.spotify.com/artist/a1',NULL);
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
        INSERT INTO track VALUES('t1','Track t1','https://open.spotify.com/track/t1',NULL,'Album',
            180000,'ISRC1','1998-04','month','api');
        INSERT INTO track VALUES('t2','Track t2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'export');
        CREATE TABLE trackArtist (
            trackID TEXT NOT NULL REFERENCES track ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            artistID TEXT NOT NULL REFERENCES artist,
            PRIMARY KEY (trackID, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO trackArtist VALUES('t1',0,'a1');
        INSERT INTO trackArtist VALUES('t2',0,'a1');
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
        INSERT INTO play VALUES(1,1795348800000,'t1',180000,'api','album',180000,1,NULL);
        INSERT INTO play VALUES(1,1795349000000,'t2',61000,'export',NULL,NULL,0,1795349000000);
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
        INSERT INTO listeningDay VALUES(1,'2026-11-22',241000,2,
            X'000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000','a1','t1');
        CREATE TABLE topList (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('artist', 'track')),
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            fetchedAt INTEGER NOT NULL,
            PRIMARY KEY (userID, kind, timeRange)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO topList VALUES(1,'artist','short_term',1795348800000);
        INSERT INTO topList VALUES(1,'track','long_term',1795348800000);
        CREATE TABLE topArtist (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            rank INTEGER NOT NULL CHECK (rank > 0),
            previousRank INTEGER,
            artistID TEXT NOT NULL REFERENCES artist,
            PRIMARY KEY (userID, timeRange, rank)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO topArtist VALUES(1,'short_term',1,2,'a1');
        CREATE TABLE topTrack (
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            timeRange TEXT NOT NULL CHECK (timeRange IN ('short_term', 'medium_term', 'long_term')),
            rank INTEGER NOT NULL CHECK (rank > 0),
            previousRank INTEGER,
            trackID TEXT NOT NULL REFERENCES track,
            PRIMARY KEY (userID, timeRange, rank)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO topTrack VALUES(1,'long_term',1,NULL,'t1');
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
        INSERT INTO gap VALUES(1,1795339800000,1795348800000);
        CREATE TABLE syncRun (
            id INTEGER PRIMARY KEY,
            userID INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            requests INTEGER NOT NULL,
            newPlays INTEGER NOT NULL,
            errorClass TEXT
        ) STRICT;
        INSERT INTO syncRun VALUES(1,1,1795348800000,'rateLimited',3,0,'rateLimited');
        CREATE TABLE gate (
            name TEXT PRIMARY KEY,
            notBefore INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO gate VALUES('spotify',1795348900000,'quota');
        CREATE TABLE page (
            path TEXT PRIMARY KEY,
            fingerprint BLOB NOT NULL,
            contentHash BLOB NOT NULL,
            size INTEGER NOT NULL,
            modifiedNs INTEGER NOT NULL,
            renderedAt INTEGER NOT NULL,
            checkedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO page VALUES('ada/index.html',X'01',X'02',34211,1795348800123456789,1795348800000,1795348800000);
        INSERT INTO page VALUES('index.html',X'01',X'02',10,1795348800123456789,1795348800000,1795348800000);
        DELETE FROM sqlite_sequence;
        INSERT INTO sqlite_sequence VALUES('user',1);
        CREATE INDEX artistByName ON artist (name);
        CREATE INDEX trackArtistByArtist ON trackArtist (artistID);
        CREATE INDEX playByTrack ON play (trackID);
        CREATE INDEX listeningDayByArtist ON listeningDay (topArtistID);
        CREATE INDEX listeningDayByTrack ON listeningDay (topTrackID);
        CREATE INDEX topArtistByArtist ON topArtist (artistID);
        CREATE INDEX topTrackByTrack ON topTrack (trackID);
        CREATE INDEX syncRunByUser ON syncRun (userID, at);
        """
}
