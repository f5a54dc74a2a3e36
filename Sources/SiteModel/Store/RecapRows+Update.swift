import GRDB

extension RecapRows {
    /// A recap that was made, or that there is too little to tell.
    struct Made {
        var period: RecapPeriod
        var through: LocalDate
        var recap: Recap?
    }

    /// Makes the recaps that are due, and stores them.
    ///
    /// - Parameters:
    ///   - last: The last day to tell: yesterday, because a day that is not over would change a page each hour.
    ///   - clock: The UTC offsets by which the user's plays are dated.
    /// - Throws: What SQLite reports.
    func update(until last: LocalDate, by clock: ZoneOffsets) throws { try save(made(until: last, by: clock)) }

    /// Stores recaps that were made.
    func save(_ recaps: [Made]) throws {
        guard !recaps.isEmpty else { return }
        for made in recaps { try save(made.recap, made.period, through: made.through) }
        try mark()
    }

    /// Makes the recaps that are due, without storing them.
    ///
    /// The plays of a year are read once for its recaps.
    ///
    /// - Parameters: As ``update(until:by:)``.
    /// - Returns: The recaps.
    /// - Throws: What SQLite reports.
    func made(until last: LocalDate, by clock: ZoneOffsets) throws -> [Made] {
        let due = try due(until: last)
        var recaps: [Made] = []
        let music = MusicCache()
        for (_, periods) in Dictionary(grouping: due, by: \.year).sorted(by: { $0.key < $1.key }) {
            let firstDay = periods.map(\.firstDay).min() ?? last
            let lastDay = min(last, periods.map(\.lastDay).max() ?? last)
            let source = try RecapSource(
                database: database, userID: userID, days: firstDay...max(firstDay, lastDay), clock: clock)
            for period in periods {
                let through = min(last, period.lastDay)
                let recap = try source.recap(period, through: through, known: self.recap(period))
                recaps.append(
                    Made(period: period, through: through, recap: try recap.map { try $0.linked(music, database) }))
            }
        }
        return recaps
    }
}

extension Recap {
    /// Adds the addresses of what it names, as they are now.
    func linked(_ cache: MusicCache, _ database: Database) throws -> Recap {
        func artist(_ item: RecapMusic.Item) throws -> RecapMusic.Item {
            var item = item
            guard let known = try cache.artist(item.id, database) else { return item }
            (item.url, item.imageURL) = (known.url, known.imageURL)
            return item
        }
        func track(_ item: RecapMusic.Item) throws -> RecapMusic.Item {
            var item = item
            guard let known = try cache.track(item.id, database) else { return item }
            (item.url, item.imageURL) = (known.url, known.imageURL)
            return item
        }
        var recap = self
        recap.music.artists = try music.artists.map(artist)
        recap.music.newcomers = try music.newcomers.map(artist)
        recap.music.comebacks = try music.comebacks.map(artist)
        recap.music.tracks = try music.tracks.map(track)
        recap.music.albums = try music.albums.map(track).map { album in
            var album = album
            album.url = nil  // that of a track
            return album
        }
        for path in [\RecapMusic.onRepeat, \.faithful] {
            if let item = recap.music[keyPath: path]?.item { recap.music[keyPath: path]?.item = try track(item) }
        }
        for path in [\RecapMusic.first, \.last] {
            if let item = recap.music[keyPath: path]?.item { recap.music[keyPath: path]?.item = try track(item) }
        }
        return recap
    }
}
