public import Foundation

extension SpotifySimulator {
    /// A file of an account's own export.
    public struct HistoryFile: Sendable {
        /// The name, as in Spotify's zip: `Streaming_History_Audio_2026.json`.
        public let name: String
        /// A JSON array of rows.
        public let contents: Data
    }

    /// The account's extended streaming history up to now, in one JSON array.
    ///
    /// It has every play, short ones and private sessions too, rows of podcasts, and now and then a row twice; plays of
    /// local files are not in it. Plays that ended at `end` or later, in UTC milliseconds, are left out.
    public func exportFile(for accountID: String, until end: Int64? = nil) -> Data {
        guard let account = world.account(id: accountID) else { return Data("[]".utf8) }
        return Data(ExportWriter(account: account, seed: world.seed).array(exportedPlays(accountID, end)))
    }

    /// The same, a file a year, as Spotify packs it.
    public func exportFiles(for accountID: String, until end: Int64? = nil) -> [HistoryFile] {
        guard let account = world.account(id: accountID) else { return [] }
        let writer = ExportWriter(account: account, seed: world.seed)
        let years = Dictionary(grouping: exportedPlays(accountID, end)) { play in
            CivilDay(number: Moment.dayNumber(play.endedAt)).components.year
        }
        return years.sorted { $0.key < $1.key }.map { year, plays in
            HistoryFile(name: "Streaming_History_Audio_\(year).json", contents: Data(writer.array(plays)))
        }
    }

    private func exportedPlays(_ accountID: String, _ end: Int64?) -> [SimulatedPlay] {
        plays(of: accountID, from: .min, to: min(end ?? .max, now + 1)).filter { !$0.track.isLocal && !$0.hidesTrack }
    }
}

/// Writes rows of the extended streaming history in the shape of 2025.
struct ExportWriter {
    let account: SimulatedAccount
    private let seed: UInt64
    private let device: String
    private let address: String

    init(account: SimulatedAccount, seed: UInt64) {
        self.account = account
        self.seed = seed ^ Dice.hash(account.key)
        var dice = Dice(self.seed, "export")
        device = dice.pick(["android", "ios", "windows", "osx", "linux", "web_player"])
        // Addresses set aside for documentation.
        address = "192.0.2.\(dice.roll(in: 1...254))"
    }

    func array(_ plays: [SimulatedPlay]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(plays.count * 780 + 2)
        out.append(UInt8(ascii: "["))
        var isFirst = true
        for play in plays {
            // By the play alone, so that a row reads the same in every export.
            var dice = Dice(seed, Int(truncatingIfNeeded: play.endedAt))
            let copies = dice.chance(3) ? 2 : 1
            for _ in 0..<copies {
                if !isFirst { out.append(UInt8(ascii: ",")) }
                isFirst = false
                row(play, dice: dice, to: &out)
            }
            if dice.chance(6) {
                out.append(UInt8(ascii: ","))
                podcast(after: play, dice: &dice, to: &out)
            }
        }
        out.append(UInt8(ascii: "]"))
        return out
    }

    private func row(_ play: SimulatedPlay, dice: Dice, to out: inout [UInt8]) {
        var dice = dice
        let track = play.track
        let isWhole = play.listenedMs >= track.durationMs
        let isOffline = play.visibleFrom > play.endedAt
        head(endedAt: play.endedAt, listenedMs: play.listenedMs, to: &out)
        out += ",\"master_metadata_track_name\":".utf8
        JSON.write(track.name, to: &out)
        out += ",\"master_metadata_album_artist_name\":".utf8
        JSON.write(track.artists.first?.name ?? "", to: &out)
        out += ",\"master_metadata_album_album_name\":".utf8
        JSON.write(track.album.name, to: &out)
        out += ",\"spotify_track_uri\":\"\(track.uri)\",\"episode_name\":null,\"episode_show_name\":null,".utf8
        out += "\"spotify_episode_uri\":null,".utf8
        tail(
            start: dice.chance(120) ? "clickrow" : "trackdone", end: isWhole ? "trackdone" : "fwdbtn",
            // Spotify's own `skipped` is not to be relied on either.
            skipped: dice.chance(20) ? isWhole : !isWhole, shuffle: play.context == .collection, isOffline: isOffline,
            offlineTimestamp: offlineTimestamp(play, isOffline: isOffline, dice: &dice), isPrivate: play.isPrivate,
            to: &out)
    }

    private func podcast(after play: SimulatedPlay, dice: inout Dice, to out: inout [UInt8]) {
        let length = dice.roll(in: 240_000...2_900_000)
        // It ended before the play began, since nobody listens to two things at once.
        head(endedAt: play.endedAt - Int64(play.listenedMs) - 4_000, listenedMs: length, to: &out)
        out += ",\"master_metadata_track_name\":null,\"master_metadata_album_artist_name\":null,".utf8
        out += "\"master_metadata_album_album_name\":null,\"spotify_track_uri\":null,".utf8
        out +=
            "\"episode_name\":\"Episode \(dice.roll(in: 1...240))\",\"episode_show_name\":\"The Long Way Home\",".utf8
        out += "\"spotify_episode_uri\":\"spotify:episode:\(dice.identifier())\",".utf8
        tail(
            start: "clickrow", end: "endplay", skipped: false, shuffle: false, isOffline: false,
            offlineTimestamp: "null",
            isPrivate: false, to: &out)
    }

    private func head(endedAt: Int64, listenedMs: Int, to out: inout [UInt8]) {
        out += "{\"ts\":\"\(Moment.seconds(endedAt))\",\"platform\":\"\(device)\",\"ms_played\":\(listenedMs),".utf8
        out += "\"conn_country\":\"\(account.country)\",\"ip_addr\":\"\(address)\"".utf8
    }

    private func tail(
        start: String, end: String, skipped: Bool, shuffle: Bool, isOffline: Bool, offlineTimestamp: String,
        isPrivate: Bool, to out: inout [UInt8]
    ) {
        out += "\"audiobook_title\":null,\"audiobook_uri\":null,\"audiobook_chapter_uri\":null,".utf8
        out += "\"audiobook_chapter_title\":null,\"reason_start\":\"\(start)\",\"reason_end\":\"\(end)\",".utf8
        out += "\"shuffle\":\(shuffle),\"skipped\":\(skipped),\"offline\":\(isOffline),".utf8
        out += "\"offline_timestamp\":\(offlineTimestamp),\"incognito_mode\":\(isPrivate)}".utf8
    }

    /// Seconds or milliseconds, by the period; 0 or null where there is none.
    private func offlineTimestamp(_ play: SimulatedPlay, isOffline: Bool, dice: inout Dice) -> String {
        let start = play.endedAt - Int64(play.listenedMs)
        guard isOffline || dice.chance(400) else { return dice.chance(300) ? "0" : "null" }
        let isInMilliseconds = CivilDay(number: Moment.dayNumber(play.endedAt)).components.month < 4
        return String(isInMilliseconds ? start : start / 1000)
    }
}
