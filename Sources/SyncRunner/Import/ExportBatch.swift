import SiteModel

/// The plays of one file on their way into the store, and what was left out.
struct ExportBatch {
    /// What one row comes to.
    enum Verdict: Hashable {
        case play
        case leftOut(ImportReport.Reason)
        case broken(String)
    }

    /// A play counts from here.
    static let shortestMs: Int64 = 30_000
    /// Nobody listens to one track for longer than a day.
    static let longestMs: Int64 = 86_400_000
    /// Spotify opened to its first users on this day; an earlier play is a clock that was wrong.
    static let earliest = Instant(seconds: 1_223_337_600)

    private let includesPrivate: Bool
    private let latest: Instant
    private let mapper = DomainMapper(links: .secure)
    private var plays: [Play] = []
    private var tracks: [String: Track] = [:]

    /// Creates an empty batch.
    ///
    /// - Parameters:
    ///   - includesPrivate: Whether plays of private sessions are taken.
    ///   - now: The present moment: no play ends much later.
    init(includesPrivate: Bool, now: Instant) {
        self.includesPrivate = includesPrivate
        latest = now + .days(1)
    }

    /// How many plays were taken.
    var count: Int { plays.count }

    /// Hands the plays over and is empty again.
    mutating func take() -> [TrackPlay] {
        defer {
            plays = []
            tracks = [:]
        }
        return plays.compactMap { play in tracks[play.trackID].map { TrackPlay(track: $0, play: play) } }
    }

    /// Takes a row, or says why not.
    mutating func add(_ row: ExportRow) -> Verdict {
        guard row.isOfHistory, let listenedMs = row.listenedMs else {
            return .broken("neither ts and ms_played nor endTime and msPlayed")
        }
        if row.isSpoken, row.trackURI == nil { return .leftOut(.spoken) }
        guard let endedAt = row.endedAt else { return .leftOut(.withoutID) }
        guard let playedAt = Instant(endedAt) else { return .broken("ts is not a time in UTC") }
        if listenedMs < Self.shortestMs { return .leftOut(.short) }
        if listenedMs > Self.longestMs { return .broken("ms_played is longer than a day") }
        if row.isPrivate, !includesPrivate { return .leftOut(.privateSession) }
        guard let uri = row.trackURI else { return .leftOut(.noTrack) }
        guard let id = Self.trackID(uri) else { return .broken("spotify_track_uri is not the address of a track") }
        guard (Self.earliest...latest).contains(playedAt) else { return .leftOut(.wrongClock) }
        guard keep(row, as: id) else { return .leftOut(.noTrack) }
        plays.append(Play(playedAt: playedAt, trackID: id, listenedMs: listenedMs, source: .export))
        return .play
    }

    /// Keeps the row's track; answers whether it has a name to show.
    private mutating func keep(_ row: ExportRow, as id: String) -> Bool {
        if let known = tracks[id], known.name == row.trackName, known.artists.first?.name == row.artistName,
            known.album == row.albumName
        {
            return true
        }
        guard let name = row.trackName.flatMap(mapper.text) else { return tracks[id] != nil }
        var track = Track(
            id: id, name: name, url: id.hasPrefix("spotify:") ? nil : "https://open.spotify.com/track/" + id,
            album: row.albumName.flatMap(mapper.text),
            artists: row.artistName.flatMap(mapper.text).map { [Artist(named: $0)] } ?? [])
        // Names change over the years: of two, the same one is kept in whatever order the rows come.
        if let known = tracks[id] {
            track.name = [track.name, known.name].firstByBytes ?? track.name
            track.album = [track.album, known.album].compactMap(\.self).firstByBytes
            track.artists = (track.artists + known.artists).map(\.name).firstByBytes.map { [Artist(named: $0)] } ?? []
        }
        tracks[id] = track
        return true
    }

    /// The id in a track's address; a local file's address is its id.
    private static func trackID(_ uri: String) -> String? {
        let prefix = "spotify:track:"
        if uri.hasPrefix("spotify:local:"), uri.utf8.count <= DomainMapper.longestID,
            uri.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        {
            return uri
        }
        guard uri.hasPrefix(prefix) else { return nil }
        let id = uri.utf8.dropFirst(prefix.utf8.count)
        guard (1...64).contains(id.count), id.allSatisfy(\.isASCIIAlphanumeric) else { return nil }
        return String(Substring(id))
    }
}

extension [String] {
    /// The first by bytes, which is the same on every machine, and the order that the store uses.
    fileprivate var firstByBytes: String? { self.min { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
