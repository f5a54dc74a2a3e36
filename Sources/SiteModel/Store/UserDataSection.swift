/// A section of the user data document: a query whose every row is one JSON value.
struct UserDataSection {
    let name: String
    let query: String
    /// Whether the section is a list; otherwise the query has one row or none.
    var isList = true

    /// In the order of the document; short sections come first.
    static let all = [
        profile, settings, connection, personality, topArtists, topTracks, gaps, syncs, sessions, zoneSpans, months,
        monthTops, artists, recaps, days, accountRows, plays,
    ]

    private static let profile = UserDataSection(
        name: "profile",
        query: """
            SELECT json_object('username', username, 'displayName', displayName, 'spotifyAccountID', spotifyAccountID,
                'imageURL', imageURL, 'profileURL', profileURL, 'createdAt', moment(createdAt),
                'profileFetchedAt', moment(profileFetchedAt), 'syncedAt', moment(syncedAt),
                'playsDeletedBefore', moment(purgedBefore), 'newestDeletedPlayAt', moment(purgedPlayAt),
                'quickestStretchMs', quickestStretchMs, 'dataVersion', dataVersion)
            FROM user WHERE id = :user
            """, isList: false)

    private static let settings = UserDataSection(
        name: "settings",
        query: """
            SELECT json_object('timeZone', timeZone, 'visibility', visibility, 'bio', bio,
                'hiddenSections', json(words(hiddenSections)))
            FROM user WHERE id = :user
            """, isList: false)

    /// Never includes the tokens, not even sealed.
    private static let connection = UserDataSection(
        name: "connection",
        query: """
            SELECT json_object('state', state, 'authorizedAt', moment(authorizedAt), 'expiresAt', moment(expiresAt),
                'scopes', scopes)
            FROM credential WHERE userID = :user
            """, isList: false)

    private static let personality = UserDataSection(
        name: "personality",
        query: """
            SELECT json(report)
            FROM personality WHERE userID = :user
            """, isList: false)

    private static let topArtists = UserDataSection(
        name: "topArtists",
        query: """
            SELECT json_object('timeRange', top.timeRange, 'fetchedAt', moment(list.fetchedAt), 'rank', top.rank,
                'previousRank', top.previousRank, 'id', artist.id, 'name', artist.name, 'url', artist.url)
            FROM topArtist AS top JOIN topList AS list ON list.userID = top.userID AND list.timeRange = top.timeRange
                JOIN artist ON artist.id = top.artistID
            WHERE top.userID = :user AND list.kind = 'artist' ORDER BY top.timeRange, top.rank
            """)

    private static let topTracks = UserDataSection(
        name: "topTracks",
        query: """
            SELECT json_object('timeRange', top.timeRange, 'fetchedAt', moment(list.fetchedAt), 'rank', top.rank,
                'previousRank', top.previousRank, 'id', track.id, 'name', track.name,
                'artists', json(\(artists(of: "track.id"))), 'album', track.album, 'url', track.url)
            FROM topTrack AS top JOIN topList AS list ON list.userID = top.userID AND list.timeRange = top.timeRange
                JOIN track ON track.id = top.trackID
            WHERE top.userID = :user AND list.kind = 'track' ORDER BY top.timeRange, top.rank
            """)

    private static let gaps = UserDataSection(
        name: "gaps",
        query: """
            SELECT json_object('from', moment("from"), 'to', moment("to"))
            FROM gap WHERE userID = :user ORDER BY "from"
            """)

    private static let syncs = UserDataSection(
        name: "syncs",
        query: """
            SELECT json_object('at', moment(at), 'outcome', outcome, 'requests', requests, 'newPlays', newPlays,
                'errorClass', errorClass, 'occasion', occasion)
            FROM syncRun WHERE userID = :user ORDER BY at, id
            """)

    /// Where the user is signed in to the companion; never includes the id, not even a part of it.
    private static let sessions = UserDataSection(
        name: "sessions",
        query: """
            SELECT json_object('createdAt', moment(createdAt), 'seenAt', moment(seenAt), 'endsAt', moment(endsAt),
                'agent', agent)
            FROM session WHERE userID = :user ORDER BY createdAt, seenAt, agent
            """)

    /// Spans of time whose days keep a former time zone of the user.
    private static let zoneSpans = UserDataSection(
        name: "zoneSpans",
        query: """
            SELECT json_object('from', moment("from"), 'to', moment("to"), 'timeZone', timeZone)
            FROM zoneSpan WHERE userID = :user ORDER BY "from"
            """)

    private static let monthTops = UserDataSection(
        name: "monthTops",
        query: """
            SELECT json_object('month', month, 'kind', kind, 'rank', rank, 'id', id, 'name', name,
                'artistID', artistID, 'artist', artistName, 'listenedMs', listenedMs, 'plays', plays)
            FROM monthTop WHERE userID = :user ORDER BY month, kind, rank
            """)

    private static let months = UserDataSection(
        name: "months",
        query: """
            SELECT json_object('month', month.month, 'listenedMs', month.listenedMs, 'plays', month.plays,
                'topArtist', artist.name, 'topTrack', track.name, 'decades', json(month.decades))
            FROM listeningMonth AS month LEFT JOIN artist ON artist.id = month.topArtistID
                LEFT JOIN track ON track.id = month.topTrackID
            WHERE month.userID = :user ORDER BY month.month
            """)

    private static let artists = UserDataSection(
        name: "artists",
        query: """
            SELECT json_object('id', heard.artistID, 'name', artist.name, 'firstHeardAt', moment(heard.firstAt))
            FROM artistHeard AS heard LEFT JOIN artist ON artist.id = heard.artistID
            WHERE heard.userID = :user ORDER BY heard.artistID
            """)

    /// Years and months as their pages tell them.
    private static let recaps = UserDataSection(
        name: "recaps",
        query: """
            SELECT json_object('period', period, 'through', through, 'recap', json(report))
            FROM recap WHERE userID = :user AND report IS NOT NULL ORDER BY period
            """)

    private static let days = UserDataSection(
        name: "days",
        query: """
            SELECT json_object('date', day.date, 'listenedMs', day.listenedMs, 'plays', day.plays,
                'topArtist', artist.name, 'topTrack', track.name, 'hoursMs', json(hours(day.hours)),
                'isWhole', json(iif(day.isPurged, 'false', 'true')))
            FROM listeningDay AS day LEFT JOIN artist ON artist.id = day.topArtistID
                LEFT JOIN track ON track.id = day.topTrackID
            WHERE day.userID = :user ORDER BY day.date
            """)

    /// Rows of account data as they were imported, whether or not they show as plays of their own.
    private static let accountRows = UserDataSection(
        name: "accountRows",
        query: """
            SELECT json_object('minute', moment(row.minute), 'listenedMs', row.listenedMs, 'track', track.name,
                'artists', json(\(artists(of: "row.trackID"))))
            FROM accountRow AS row JOIN track ON track.id = row.trackID
            WHERE row.userID = :user ORDER BY row.minute, row.trackID
            """)

    /// In the order of the table's key, so that nothing is sorted or held in memory.
    private static let plays = UserDataSection(
        name: "plays",
        query: """
            SELECT json_object('playedAt', moment(play.playedAt), 'listenedMs', play.listenedMs, 'source', play.source,
                'contextType', play.contextType, 'exportedAt', moment(play.exportedAt),
                'isOffered', json(iif(play.isOffered, 'true', 'false')),
                'isByAccount', json(iif(play.isByAccount, 'true', 'false')), 'lengthMs', play.lengthMs,
                'trackID', play.trackID,
                'track', track.name, 'artists', json(\(artists(of: "play.trackID"))), 'album', track.album,
                'durationMs', track.durationMs, 'isrc', track.isrc)
            FROM play LEFT JOIN track ON track.id = play.trackID
            WHERE play.userID = :user ORDER BY play.playedAt, play.trackID
            """)

    /// The names of a track's artists in the order of the credits.
    private static func artists(of track: String) -> String {
        """
        (SELECT json_group_array(name) FROM (SELECT artist.name FROM trackArtist
            JOIN artist ON artist.id = trackArtist.artistID
            WHERE trackArtist.trackID = \(track) ORDER BY trackArtist.position))
        """
    }
}
