package import Foundation

extension SpotifySimulator {
    /// The account's extended streaming history, as listeners download it from Spotify, in one JSON array.
    ///
    /// It has every play up to now, short ones and private sessions too, rows of podcasts, and now and then a row
    /// twice. Plays of local files are not in it. Plays that ended at `end` or later, in UTC milliseconds, are left out.
    package func history(of accountID: String, until end: Int64? = nil) -> Data {
        guard let account = world.account(id: accountID) else { return Data("[]".utf8) }
        let plays = plays(of: accountID, from: .min, to: min(end ?? .max, now + 1))
        var writer = HistoryWriter(account: account, seed: world.seed)
        return Data(writer.array(plays.filter { !$0.track.isLocal && !$0.hidesTrack }))
    }
}

/// Writes rows of the extended streaming history in the shape of 2025.
private struct HistoryWriter {
    private let account: SimulatedAccount
    private let seed: UInt64
    private let device: String
    private let address: String
    private var out: [UInt8] = []

    init(account: SimulatedAccount, seed: UInt64) {
        self.account = account
        self.seed = seed ^ Dice.hash(account.key)
        var dice = Dice(self.seed, "history")
        device = dice.pick(["android", "ios", "windows", "osx", "linux", "web_player"])
        // Addresses reserved for documentation.
        address = "192.0.2.\(dice.roll(in: 1...254))"
    }

    mutating func array(_ plays: [SimulatedPlay]) -> [UInt8] {
        out.reserveCapacity(plays.count * 780 + 2)
        for play in plays {
            // By the play alone, so that a row reads the same in every download.
            var dice = Dice(seed, Int(truncatingIfNeeded: play.endedAt))
            let copies = dice.chance(3) ? 2 : 1
            let row = row(of: play, dice: dice)
            for _ in 0..<copies { write(row) }
            if dice.chance(6) { write(podcast(before: play, dice: &dice)) }
        }
        if out.isEmpty { out += "[".utf8 }
        out += "]".utf8
        return out
    }

    /// A row before it is JSON; one without a track is an episode of a podcast.
    private struct Row {
        var endedAt: Int64
        var listenedMs: Int
        var track: SimulatedTrack?
        var episode: (name: String, id: String)?
        var start = "clickrow"
        var end = "endplay"
        var isSkipped = false
        var isShuffled = false
        var isOffline = false
        var offlineTimestamp = "null"
        var isPrivate = false
    }

    private func row(of play: SimulatedPlay, dice: Dice) -> Row {
        var dice = dice
        let isWhole = play.listenedMs >= play.track.durationMs
        var row = Row(endedAt: play.endedAt, listenedMs: play.listenedMs, track: play.track)
        row.start = dice.chance(120) ? "clickrow" : "trackdone"
        row.end = isWhole ? "trackdone" : "fwdbtn"
        // Spotify's own `skipped` is not reliable either.
        row.isSkipped = dice.chance(20) ? isWhole : !isWhole
        row.isShuffled = play.context == .collection
        row.isOffline = play.visibleFrom > play.endedAt
        row.offlineTimestamp = offlineTimestamp(play, isOffline: row.isOffline, dice: &dice)
        row.isPrivate = play.isPrivate
        return row
    }

    /// Seconds or milliseconds, by the month; 0 or null where there is none.
    private func offlineTimestamp(_ play: SimulatedPlay, isOffline: Bool, dice: inout Dice) -> String {
        let start = play.endedAt - Int64(play.listenedMs)
        guard isOffline || dice.chance(400) else { return dice.chance(300) ? "0" : "null" }
        let isInMilliseconds = CivilDay(number: Moment.dayNumber(play.endedAt)).month < 4
        return String(isInMilliseconds ? start : start / 1000)
    }

    /// An episode that ended before the play began, since nobody listens to two things at once.
    private func podcast(before play: SimulatedPlay, dice: inout Dice) -> Row {
        let length = dice.roll(in: 240_000...2_900_000)
        let name = "Episode \(dice.roll(in: 1...240))"
        return Row(
            endedAt: play.endedAt - Int64(play.listenedMs) - 4_000, listenedMs: length,
            episode: (name, dice.identifier()))
    }

    private mutating func write(_ row: Row) {
        out += out.isEmpty ? "[".utf8 : ",".utf8
        out += "{\"ts\":\"\(Moment.seconds(row.endedAt))\",\"platform\":\"\(device)\",".utf8
        out += "\"ms_played\":\(row.listenedMs),\"conn_country\":\"\(account.country)\",\"ip_addr\":\"\(address)\"".utf8
        write("master_metadata_track_name", row.track?.name)
        write("master_metadata_album_artist_name", row.track.map { $0.artists.first?.name ?? "" })
        write("master_metadata_album_album_name", row.track?.album.name)
        write("spotify_track_uri", row.track?.uri)
        write("episode_name", row.episode?.name)
        write("episode_show_name", row.episode.map { _ in "The Long Way Home" })
        write("spotify_episode_uri", row.episode.map { "spotify:episode:\($0.id)" })
        out += ",\"audiobook_title\":null,\"audiobook_uri\":null,\"audiobook_chapter_uri\":null,".utf8
        out += "\"audiobook_chapter_title\":null,\"reason_start\":\"\(row.start)\",\"reason_end\":\"\(row.end)\",".utf8
        out += "\"shuffle\":\(row.isShuffled),\"skipped\":\(row.isSkipped),\"offline\":\(row.isOffline),".utf8
        out += "\"offline_timestamp\":\(row.offlineTimestamp),\"incognito_mode\":\(row.isPrivate)}".utf8
    }

    private mutating func write(_ key: String, _ text: String?) {
        out += ",\"\(key)\":".utf8
        if let text { JSON.write(text, to: &out) } else { out += "null".utf8 }
    }
}
