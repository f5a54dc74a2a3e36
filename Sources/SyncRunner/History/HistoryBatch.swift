import SiteModel

/// The plays of one file that are not stored yet, and the number of rows that were left out.
struct HistoryBatch {
    /// The result of one row.
    enum Verdict: Hashable {
        case play
        case leftOut(ImportReport.Reason)
        case broken(String)
    }

    /// Shorter plays do not count.
    static let shortestMs: Int64 = 30_000
    /// A longer play is a mistake: a track is not listened to for more than a day.
    static let longestMs: Int64 = 86_400_000

    private let includesPrivate: Bool
    private let possibleEnds: ClosedRange<Instant>
    private let mapper = DomainMapper()
    private var plays: [TrackPlay] = []
    /// Tracks by the names in rows: most rows repeat the names of an earlier one.
    private var tracks: [Names: Track] = [:]
    private var trackByID: [String: Track] = [:]

    /// Creates an empty batch.
    ///
    /// - Parameters:
    ///   - includesPrivate: Whether plays of private sessions are taken.
    ///   - now: The present moment: no play ends much later.
    init(includesPrivate: Bool, now: Instant) {
        self.includesPrivate = includesPrivate
        possibleEnds = Play.possibleEnds(at: now)
    }

    /// How many plays were taken.
    var count: Int { plays.count }

    /// Hands the plays over and is empty again.
    mutating func take() -> [TrackPlay] {
        defer {
            plays = []
            tracks = [:]
            trackByID = [:]
        }
        return plays
    }

    /// Takes a row, or says why not.
    mutating func add(_ row: HistoryRow) -> Verdict {
        guard row.isOfHistory, let listenedMs = row.listenedMs else {
            return .broken("neither ts and ms_played nor endTime and msPlayed")
        }
        if row.isSpoken, row.trackURI == nil { return .leftOut(.spoken) }
        let isToTheMinute = row.endedAt == nil
        guard let playedAt = row.endedAt.map({ Instant($0) }) ?? row.endMinute.map({ Instant(minute: $0) }) ?? nil
        else {
            return .broken(isToTheMinute ? "endTime is not a minute in UTC" : "ts is not a time in UTC")
        }
        if listenedMs < Self.shortestMs { return .leftOut(.short) }
        if listenedMs > Self.longestMs {
            return .broken("\(isToTheMinute ? "msPlayed" : "ms_played") is longer than a day")
        }
        if row.isPrivate, !includesPrivate { return .leftOut(.privateSession) }
        let track: Track?
        if isToTheMinute {
            track = named(row)
        } else {
            guard let uri = row.trackURI else { return .leftOut(.noTrack) }
            guard let id = Self.trackID(uri) else { return .broken("spotify_track_uri is not the address of a track") }
            track = self.track(row, id: id)
        }
        guard possibleEnds.contains(playedAt) else { return .leftOut(.wrongClock) }
        guard let track else { return .leftOut(.noTrack) }
        plays.append(
            TrackPlay(
                track: track,
                play: Play(
                    playedAt: playedAt, trackID: track.id, listenedMs: listenedMs, source: .history,
                    isToTheMinute: isToTheMinute)))
        return .play
    }

    /// What a row calls its track.
    private struct Names: Hashable {
        var id: String?
        var track: String?
        var artist: String?
        var album: String?
    }

    /// The track of a row of account data; `nil` when its name or its artist is missing.
    private mutating func named(_ row: HistoryRow) -> Track? {
        let names = Names(track: row.trackName, artist: row.artistName)
        if let known = tracks[names] { return known }
        guard let title = row.trackName.flatMap(mapper.text), let artist = row.artistName.flatMap(mapper.text),
            let id = RecordingName(artist: artist, title: title)?.trackID
        else { return nil }
        let track = Track(id: id, name: title, artists: [Artist(named: artist)])
        tracks[names] = track
        return track
    }

    /// The track of a row that has an id; `nil` when there is no name to show.
    private mutating func track(_ row: HistoryRow, id: String) -> Track? {
        let names = Names(id: id, track: row.trackName, artist: row.artistName, album: row.albumName)
        if let known = tracks[names] { return known }
        guard let name = row.trackName.flatMap(mapper.text) else { return trackByID[id] }
        let track = Track(
            id: id, name: name, url: id.hasPrefix("spotify:") ? nil : "https://open.spotify.com/track/" + id,
            album: row.albumName.flatMap(mapper.text),
            artists: row.artistName.flatMap(mapper.text).map { [Artist(named: $0)] } ?? [])
        tracks[names] = track
        if trackByID[id] == nil { trackByID[id] = track }
        return track
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

extension Instant {
    /// The first moment of a minute in UTC as account data writes it: `2025-11-03 21:47`.
    fileprivate init?(minute text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 10, parts[1].count == 5 else { return nil }
        self.init("\(Substring(parts[0]))T\(Substring(parts[1])):00Z")
    }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
