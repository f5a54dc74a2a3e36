/// What the plays of a period tell.
struct RecapPlays {
    /// The period.
    let period: RecapPeriod
    /// The plays of the period, oldest first.
    let plays: [DayPlay]
    /// The local date of the end of each play.
    let dates: [LocalDate]
    /// The tracks of the plays.
    let tracks: [PlayedTrack]
    /// The UTC offsets by which the plays are dated.
    let clock: ZoneOffsets
    /// The artists that were heard for the first time in the period.
    let newArtists: Set<String>

    /// How many albums, and how many new artists and come-backs, are told.
    static let ranks = (albums: 5, others: 3)
    /// The number of recordings of an album that must be heard before it counts as an album.
    static let recordingsOfAlbum = 3
    /// A play that begins later than this after the end of the one before begins another sitting.
    static let pauseMs: Int64 = 30 * 60_000
    /// How many plays on one day, or days, make a recording worth telling.
    static let leastRepeats = 5
}

extension RecapMusic {
    /// Tells everything that plays can tell.
    ///
    /// - Parameters:
    ///   - heard: All plays of the period.
    ///   - comebacks: The artists that were heard again after a long time.
    init(_ heard: RecapPlays, comebacks: Set<String>) {
        let (plays, tracks) = (heard.plays, heard.tracks)
        let top = TopOfPlays(plays, of: tracks)
        let recordings = top.recordings()
        let artists = top.first(.max, .artist)
        self.init(
            isWhole: true, listenedMs: plays.reduce(0) { $0 + $1.listenedMs }, artistCount: artists.count,
            trackCount: Set(recordings.values).count,
            artists: artists.prefix(heard.period.listLength).map(Item.init),
            tracks: top.first(heard.period.listLength, .track).map(Item.init),
            albums: heard.albums(top, recordings))
        newcomers = artists.lazy.filter { heard.newArtists.contains($0.id) }.prefix(RecapPlays.ranks.others)
            .map(Item.init)
        self.comebacks = artists.lazy.filter { comebacks.contains($0.id) }.prefix(RecapPlays.ranks.others)
            .map(Item.init)
        if heard.period.isYear { race = heard.race(of: self.artists.prefix(5)) }
        releaseYear = heard.releaseYear
        onRepeat = heard.onRepeat(recordings)
        faithful = heard.faithful(recordings)
        sitting = heard.sitting
        first = plays.first.map(heard.moment)
        last = plays.last.map(heard.moment)
    }
}

extension RecapMusic.Item {
    init(_ top: MonthTop) {
        self.init(
            id: top.id, name: top.name, artist: top.artistName, listenedMs: top.listenedMs, plays: top.plays)
    }
}

extension RecapPlays {
    /// The albums of which enough recordings were heard; none where the album of many plays is not known.
    fileprivate func albums(_ top: TopOfPlays, _ recordings: [Int: Int]) -> [RecapMusic.Item] {
        guard plays.count(where: { tracks[$0.track].albumNumber != nil }) * 5 >= plays.count * 4 else { return [] }
        var heard: [Int: Set<Int>] = [:]
        var numbers: [String: Int] = [:]
        for (track, recording) in recordings {
            guard let album = tracks[track].albumNumber else { continue }
            heard[album, default: []].insert(recording)
            numbers[tracks[track].id] = album
        }
        return top.first(.max, .album).lazy.filter { album in
            numbers[album.id].flatMap { heard[$0]?.count } ?? 0 >= Self.recordingsOfAlbum
        }
        .prefix(Self.ranks.albums).map(RecapMusic.Item.init)
    }

    /// The listened time of some artists in each month up to the last one with a play.
    ///
    /// Where clocks go back across a midnight, the last play can be of an earlier date than one before it.
    fileprivate func race(of artists: some Sequence<RecapMusic.Item>) -> [RecapMusic.Racer] {
        guard let last = dates.max() else { return [] }
        let count = LocalMonth(last).components.month
        return artists.map { artist in
            var months = [Int64](repeating: 0, count: count)
            for (play, date) in zip(plays, dates) where tracks[play.track].artistID == artist.id {
                months[date.components.month - 1] += play.listenedMs
            }
            return RecapMusic.Racer(id: artist.id, name: artist.name, months: months)
        }
    }

    /// The median year of release, if it is known of three fifths of the plays.
    fileprivate var releaseYear: Int? {
        let years = plays.compactMap { tracks[$0.track].year }.sorted()
        return years.isEmpty || years.count * 5 < plays.count * 3 ? nil : years[years.count / 2]
    }

    /// The recording with most plays on one day; ties go to more listened time, then to the earlier day.
    fileprivate func onRepeat(_ recordings: [Int: Int]) -> RecapMusic.Repeated? {
        struct DayOfRecording: Hashable {
            var recording: Int
            var date: LocalDate
        }
        var groups: [DayOfRecording: [DayPlay]] = [:]
        for (play, date) in zip(plays, dates) {
            guard let recording = recordings[play.track] else { continue }
            groups[DayOfRecording(recording: recording, date: date), default: []].append(play)
        }
        let most = groups.values.reduce(0) { max($0, $1.count) }
        guard most >= Self.leastRepeats else { return nil }
        let found = groups.lazy.filter { $0.value.count == most }.compactMap { key, plays in
            item(of: plays).map { RecapMusic.Repeated(item: $0, date: key.date, count: most) }
        }
        return found.min { left, right in
            left.item.listenedMs == right.item.listenedMs
                ? (left.date?.dayNumber ?? 0, left.item.id) < (right.date?.dayNumber ?? 0, right.item.id)
                : left.item.listenedMs > right.item.listenedMs
        }
    }

    /// The recording that was heard on most days; ties go to more listened time.
    fileprivate func faithful(_ recordings: [Int: Int]) -> RecapMusic.Repeated? {
        var days: [Int: Set<LocalDate>] = [:]
        for (play, date) in zip(plays, dates) {
            if let recording = recordings[play.track] { days[recording, default: []].insert(date) }
        }
        let most = days.values.reduce(0) { max($0, $1.count) }
        guard most >= Self.leastRepeats else { return nil }
        let best = days.lazy.filter { $0.value.count == most }.compactMap { recording, _ in
            item(of: plays.filter { recordings[$0.track] == recording })
        }
        .min { left, right in
            left.listenedMs == right.listenedMs ? left.id < right.id : left.listenedMs > right.listenedMs
        }
        return best.map { RecapMusic.Repeated(item: $0, date: nil, count: most) }
    }

    /// The longest stretch of plays without a long pause; the first one of several, and none of a single play.
    fileprivate var sitting: RecapMusic.Sitting? {
        var best: (first: Int, last: Int, length: Int64)?
        var first = 0
        for index in plays.indices {
            if index > 0, start(of: plays[index]) - plays[index - 1].playedAt.milliseconds > Self.pauseMs {
                first = index
            }
            let length = plays[index].playedAt.milliseconds - start(of: plays[first])
            if index > first, length > best?.length ?? 0 { best = (first, index, length) }
        }
        return best.map { best in
            let began = Instant(milliseconds: start(of: plays[best.first]))
            return RecapMusic.Sitting(
                date: clock.date(of: began), minute: minute(of: began), lengthMs: best.length,
                plays: best.last - best.first + 1)
        }
    }

    fileprivate func moment(of play: DayPlay) -> RecapMusic.Moment {
        let track = tracks[play.track]
        return RecapMusic.Moment(
            item: RecapMusic.Item(
                id: track.id, name: track.name, artist: track.artistName, listenedMs: play.listenedMs, plays: 1),
            date: clock.date(of: play.playedAt), minute: minute(of: play.playedAt))
    }

    private func item(of plays: [DayPlay]) -> RecapMusic.Item? {
        TopOfPlays(plays, of: tracks).first(1, .track).first.map(RecapMusic.Item.init)
    }

    private func start(of play: DayPlay) -> Int64 { play.playedAt.milliseconds - play.listenedMs }

    private func minute(of instant: Instant) -> Int { clock.hour(of: instant) * 60 + clock.minute(of: instant) }
}
