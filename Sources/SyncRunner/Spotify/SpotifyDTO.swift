// What Spotify sends, as far as it is used. Both shapes of an answer decode by these, because all that the reduced one
// leaves out is never read: no genres, popularity, followers, markets or preview addresses.

struct PageDTO<Item: Decodable>: Decodable {
    /// The one key without which an answer is not a page.
    var items: LenientList<Item>
}

struct ImageDTO: Decodable {
    var url: String
    var width: Int?

    enum CodingKeys: String, CodingKey { case url, width }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        url = try fields.decode(String.self, forKey: .url)
        width = fields.optional(.width)
    }
}

struct ExternalURLsDTO: Decodable {
    var spotify: String?
}

struct UserDTO: Decodable {
    var accountID: String?
    var id: String
    var displayName: String?
    var images: [ImageDTO]
    var externalURLs: ExternalURLsDTO?

    enum CodingKeys: String, CodingKey {
        case accountID = "account_id"
        case id
        case displayName = "display_name"
        case images
        case externalURLs = "external_urls"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        accountID = fields.optional(.accountID)
        id = try fields.decode(String.self, forKey: .id)
        displayName = fields.optional(.displayName)
        images = fields.list(.images)
        externalURLs = fields.optional(.externalURLs)
    }
}

struct ArtistDTO: Decodable {
    /// `null` for an artist of a local file.
    var id: String?
    var uri: String?
    var name: String
    var images: [ImageDTO]
    var externalURLs: ExternalURLsDTO?

    enum CodingKeys: String, CodingKey {
        case id, uri, name, images
        case externalURLs = "external_urls"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = fields.optional(.id)
        uri = fields.optional(.uri)
        name = try fields.decode(String.self, forKey: .name)
        images = fields.list(.images)
        externalURLs = fields.optional(.externalURLs)
    }
}

struct AlbumDTO: Decodable {
    var name: String?
    var images: [ImageDTO]
    var releaseDate: String?
    var releaseDatePrecision: String?

    enum CodingKeys: String, CodingKey {
        case name, images
        case releaseDate = "release_date"
        case releaseDatePrecision = "release_date_precision"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = fields.optional(.name)
        images = fields.list(.images)
        releaseDate = fields.optional(.releaseDate)
        releaseDatePrecision = fields.optional(.releaseDatePrecision)
    }
}

struct ExternalIDsDTO: Decodable {
    var isrc: String?
}

struct TrackDTO: Decodable {
    /// `null` for a local file, which has its `uri` only.
    var id: String?
    var uri: String?
    var name: String
    var type: String?
    var durationMs: Int64?
    var album: AlbumDTO?
    var artists: [ArtistDTO]
    var externalIDs: ExternalIDsDTO?
    var externalURLs: ExternalURLsDTO?

    /// Whether it is a track, and no episode of a podcast.
    var isTrack: Bool { type == nil || type == "track" }

    enum CodingKeys: String, CodingKey {
        case id, uri, name, type, album, artists
        case durationMs = "duration_ms"
        case externalIDs = "external_ids"
        case externalURLs = "external_urls"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = fields.optional(.id)
        uri = fields.optional(.uri)
        name = try fields.decode(String.self, forKey: .name)
        type = fields.optional(.type)
        durationMs = fields.optional(.durationMs)
        album = fields.optional(.album)
        artists = fields.list(.artists)
        externalIDs = fields.optional(.externalIDs)
        externalURLs = fields.optional(.externalURLs)
    }
}

struct PlayDTO: Decodable {
    struct Context: Decodable {
        var type: String?
    }

    /// `null` when Spotify no longer has the track.
    var track: TrackDTO?
    var playedAt: String
    var context: Context?

    enum CodingKeys: String, CodingKey {
        case track, context
        case playedAt = "played_at"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        track = try fields.decodeIfPresent(TrackDTO.self, forKey: .track)
        playedAt = try fields.decode(String.self, forKey: .playedAt)
        context = fields.optional(.context)
    }
}
