// What Spotify sends, as far as it is used. Both shapes of an answer decode by these, because all that the reduced one
// leaves out is never read: no genres, popularity, followers, markets or preview addresses.

struct PageDTO<Item: Decodable>: Decodable {
    /// The only required key: an answer without it is not a page.
    var items: LenientItems<Item>
}

struct ImageDTO: Decodable {
    var url: String
    @Lenient var width: Int?
}

struct ExternalURLsDTO: Decodable {
    var spotify: String?
}

struct UserDTO: Decodable {
    @Lenient var accountID: String?
    var id: String
    @Lenient var displayName: String?
    @LenientList var images: [ImageDTO]
    @Lenient var externalURLs: ExternalURLsDTO?

    enum CodingKeys: String, CodingKey {
        case accountID = "account_id"
        case id
        case displayName = "display_name"
        case images
        case externalURLs = "external_urls"
    }
}

struct ArtistDTO: Decodable {
    /// `null` for an artist of a local file.
    @Lenient var id: String?
    @Lenient var uri: String?
    var name: String
    @LenientList var images: [ImageDTO]
    @Lenient var externalURLs: ExternalURLsDTO?

    enum CodingKeys: String, CodingKey {
        case id, uri, name, images
        case externalURLs = "external_urls"
    }
}

struct AlbumDTO: Decodable {
    @Lenient var name: String?
    @LenientList var images: [ImageDTO]
    @Lenient var releaseDate: String?
    @Lenient var releaseDatePrecision: String?

    enum CodingKeys: String, CodingKey {
        case name, images
        case releaseDate = "release_date"
        case releaseDatePrecision = "release_date_precision"
    }
}

struct ExternalIDsDTO: Decodable {
    var isrc: String?
}

struct TrackDTO: Decodable {
    /// `null` for a local file, which has its `uri` only.
    @Lenient var id: String?
    @Lenient var uri: String?
    var name: String
    @Lenient var type: String?
    @Lenient var durationMs: Int64?
    @Lenient var album: AlbumDTO?
    @LenientList var artists: [ArtistDTO]
    @Lenient var externalIDs: ExternalIDsDTO?
    @Lenient var externalURLs: ExternalURLsDTO?

    /// Whether it is a track, and no episode of a podcast.
    var isTrack: Bool { type == nil || type == "track" }

    enum CodingKeys: String, CodingKey {
        case id, uri, name, type, album, artists
        case durationMs = "duration_ms"
        case externalIDs = "external_ids"
        case externalURLs = "external_urls"
    }
}

struct PlayDTO: Decodable {
    struct Context: Decodable {
        var type: String?
    }

    /// `null` when Spotify no longer has the track.
    var track: TrackDTO?
    var playedAt: String
    @Lenient var context: Context?

    enum CodingKeys: String, CodingKey {
        case track, context
        case playedAt = "played_at"
    }
}
