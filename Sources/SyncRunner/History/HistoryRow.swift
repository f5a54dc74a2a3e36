import SiteModel

/// One row of a history file; IP addresses, user agents and countries are not read.
struct HistoryRow: Hashable {
    /// `ts`, the end in UTC.
    var endedAt: String?
    /// `endTime`, the end in UTC to the minute: a row of account data, which has no ids.
    var endMinute: String?
    /// `ms_played` or `msPlayed`.
    var listenedMs: Int64?
    /// `master_metadata_track_name` or `trackName`.
    var trackName: String?
    /// `master_metadata_album_artist_name` or `artistName`.
    var artistName: String?
    /// `master_metadata_album_album_name`.
    var albumName: String?
    /// `spotify_track_uri`.
    var trackURI: String?
    /// Whether an episode, a podcast or a chapter is named.
    var isSpoken = false
    /// `incognito_mode`.
    var isPrivate = false

    /// Whether the row is one of a listening history at all.
    var isOfHistory: Bool { (endedAt != nil || endMinute != nil) && listenedMs != nil }

    /// Takes a field; keys differ by year, so unknown ones are normal.
    mutating func take(_ key: UnsafeRawBufferPointer, _ value: JSONValue) {
        // By length first: a row has twenty keys, and most are not wanted.
        switch key.count {
        case 2 where key.isEqual(to: "ts"): endedAt = value.text
        case 7 where key.isEqual(to: "endTime"): endMinute = value.text
        case 8 where key.isEqual(to: "msPlayed"): listenedMs = value.integer
        case 9 where key.isEqual(to: "ms_played"): listenedMs = value.integer
        case 9 where key.isEqual(to: "trackName"): trackName = value.text
        case 10 where key.isEqual(to: "artistName"): artistName = value.text
        case 11 where key.isEqual(to: "podcastName"), 11 where key.isEqual(to: "episodeName"),
            11 where key.isEqual(to: "chapterName"), 13 where key.isEqual(to: "audiobookName"):
            if value.isText { isSpoken = true }
        case 12 where key.isEqual(to: "episode_name"), 13 where key.isEqual(to: "audiobook_uri"),
            19 where key.isEqual(to: "spotify_episode_uri"), 21 where key.isEqual(to: "audiobook_chapter_uri"):
            if value.isText { isSpoken = true }
        case 14 where key.isEqual(to: "incognito_mode"): isPrivate = value.isTrue
        case 17 where key.isEqual(to: "spotify_track_uri"): trackURI = value.text
        case 26 where key.isEqual(to: "master_metadata_track_name"): trackName = value.text
        case 32 where key.isEqual(to: "master_metadata_album_album_name"): albumName = value.text
        case 33 where key.isEqual(to: "master_metadata_album_artist_name"): artistName = value.text
        default: break
        }
    }
}

extension JSONListReader {
    /// Reads the next row of a history file; `nil` at the end.
    mutating func nextRow() throws -> HistoryRow? {
        var row = HistoryRow()
        return try next { row.take($0, $1) } ? row : nil
    }
}
