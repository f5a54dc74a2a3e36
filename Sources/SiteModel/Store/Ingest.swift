import GRDB

/// Stores the plays and lists of one user, from a sync or an import, inside a transaction.
///
/// The one place for every step. Days and months are summed at the end, once for each user whose plays changed: users
/// share tracks, so the plays of one user may change how another's are matched and counted.
struct Ingest {
    private let database: Database
    private let userID: Int64
    private let answers: LastAnswers
    private var music: MusicWriter
    private var touched: [Int64: TouchedDays]
    private var result = RecordedListening()

    /// Creates an ingest in which nothing has changed.
    ///
    /// - Parameters:
    ///   - database: Within a transaction.
    ///   - userID: The user.
    ///   - zone: The UTC offsets of the user's zone.
    /// - Throws: What SQLite reports.
    init(_ database: Database, userID: Int64, zone: ZoneOffsets) throws {
        self.database = database
        self.userID = userID
        answers = LastAnswers(database: database, userID: userID)
        music = MusicWriter(database)
        touched = [userID: try TouchedDays(database: database, userID: userID, zone: zone)]
    }

    /// Stores what is new.
    ///
    /// - Parameters:
    ///   - listening: Plays of any source, and lists.
    ///   - now: When the lists were fetched; `nil` for an import, which has no lists.
    /// - Returns: What changed. The caller raises this user's `dataVersion`; those of other users are raised here.
    /// - Throws: What SQLite reports.
    mutating func store(_ listening: FetchedListening, listsAt now: Instant? = nil) throws -> RecordedListening {
        let boundary = try PlayPurge(database: database, userID: userID).boundary()
        // Spotify may still offer purged plays, which were counted already.
        let plays = listening.plays.filter { boundary.allows($0.play) }
        let gaps = Gaps(database: database, userID: userID)
        if let start = try gaps.record(before: listening) {
            result.isChanged = true
            try tellAgain(from: start)
        }
        let new = now == nil ? plays : try answers.new(plays)
        if try music.save(new) { result.isChanged = true }
        if let now, try replaceLists(listening, at: now) { result.isChanged = true }
        try match(new)
        try recount()
        try sumUp()
        if result.changedPlays { try QuickestStretch(database: database, userID: userID).update(plays) }
        if let start = try gaps.close(coveredBy: plays) {
            result.isChanged = true
            try tellAgain(from: start)
        }
        return result
    }

    /// Stores what the API says about tracks of all users.
    mutating func store(_ tracks: [Track]) throws {
        for track in tracks { _ = try music.save(track, from: .api) }
        try match([])
        try recount()
        try sumUp()
    }

    /// Marks the recaps that name the gaps from a moment on.
    private func tellAgain(from start: Instant) throws {
        guard let clock = touched[userID]?.clock else { return }
        try RecapRows(database: database, userID: userID).markStale(from: clock.date(of: start))
    }

    private mutating func replaceLists(_ listening: FetchedListening, at now: Instant) throws -> Bool {
        var isChanged = false
        for (range, artists) in listening.topArtists.sorted(by: { $0.key < $1.key }) {
            for artist in try answers.new(artists, in: range) where try music.save(artist) { isChanged = true }
            let isOther = try TopListWriter.artists.replace(
                artists.map(\.id), range: range, userID: userID, at: now, database)
            isChanged = isChanged || isOther
        }
        for (range, tracks) in listening.topTracks.sorted(by: { $0.key < $1.key }) {
            for track in try answers.new(tracks, in: range) where try music.save(track, from: .api) {
                isChanged = true
            }
            let isOther = try TopListWriter.tracks.replace(
                tracks.map(\.id), range: range, userID: userID, at: now, database)
            isChanged = isChanged || isOther
        }
        return isChanged
    }

    /// Inserts the plays; matches rows of account data again if their tracks got new names, for other users too.
    private mutating func match(_ plays: [TrackPlay]) throws {
        let named = try music.rowsMatchingNewNames()
        try insert(plays, named: named[userID] ?? [], of: userID)
        for (other, minutes) in named.sorted(by: { $0.key < $1.key }) where other != userID {
            try insert([], named: minutes, of: other)
        }
    }

    private mutating func insert(_ plays: [TrackPlay], named: [Int64], of user: Int64) throws {
        var days = try touched[user] ?? TouchedDays(database: database, userID: user)
        var changes = user == userID ? result : RecordedListening()
        try PlayWriter(database: database, userID: user).insert(plays, named: named, days: &days, result: &changes)
        touched[user] = days
        if user == userID { result = changes }
    }

    /// Marks the days of all plays whose track is now counted differently.
    private mutating func recount() throws {
        for (user, moments) in try music.recountedPlays() {
            var days = try touched[user] ?? TouchedDays(database: database, userID: user)
            for moment in moments { days.insert(moment) }
            touched[user] = days
            if user == userID { result.isChanged = true }
        }
    }

    private func sumUp() throws {
        for (user, days) in touched.sorted(by: { $0.key < $1.key }) where !days.isEmpty {
            try days.sumUp()
            if user != userID { try Store.raiseDataVersion(of: user, database) }
        }
    }
}
