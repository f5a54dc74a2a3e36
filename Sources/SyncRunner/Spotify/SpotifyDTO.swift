// What Spotify sends, as far as it is used. Both shapes of an answer can be read, because all that the reduced one leaves out
// is never read: no genres, popularity, followers, markets or preview addresses.
//
// A field that may be absent, `null` or of another type is optional: without it the rest of the item is still worth having.

/// What is read from a value of an answer.
protocol SpotifyAnswer {
    init(_ json: JSONNode) throws(JSONMismatch)
}

struct PageDTO<Item: SpotifyAnswer>: SpotifyAnswer {
    /// The items that could be read, in order.
    var items: [Item] = []
    /// How many items had another shape.
    var unreadable = 0
    /// How many items were `null`.
    var nulls = 0

    /// How many items there were.
    var count: Int { items.count + unreadable + nulls }

    /// The items are all that is required: an answer without them is not a page.
    init(_ json: JSONNode) throws(JSONMismatch) {
        guard let list = json["items"] else { throw .absent("items") }
        guard !list.isNull else { return }
        guard let elements = list.elements else { throw .otherType("items") }
        for element in elements {
            if element.isNull {
                nulls += 1
            } else if let item = try? Item(element) {
                items.append(item)
            } else {
                unreadable += 1
            }
        }
    }
}

struct ImageDTO: SpotifyAnswer {
    var url: String
    var width: Int64?

    init(_ json: JSONNode) throws(JSONMismatch) {
        url = try json.required("url")
        width = json["width"]?.integer
    }
}

struct UserDTO: SpotifyAnswer {
    var accountID: String?
    var id: String
    var displayName: String?
    var images: [ImageDTO]
    var url: String?

    init(_ json: JSONNode) throws(JSONMismatch) {
        accountID = json["account_id"]?.string
        id = try json.required("id")
        displayName = json["display_name"]?.string
        images = json.readable("images")
        url = json["external_urls"]?["spotify"]?.string
    }
}

struct ArtistDTO: SpotifyAnswer {
    /// `null` for an artist of a local file.
    var id: String?
    var uri: String?
    var name: String
    var images: [ImageDTO]
    var url: String?

    init(_ json: JSONNode) throws(JSONMismatch) {
        id = json["id"]?.string
        uri = json["uri"]?.string
        name = try json.required("name")
        images = json.readable("images")
        url = json["external_urls"]?["spotify"]?.string
    }
}

struct AlbumDTO: SpotifyAnswer {
    var name: String?
    var images: [ImageDTO]
    var releaseDate: String?
    var releaseDatePrecision: String?

    init(_ json: JSONNode) {
        name = json["name"]?.string
        images = json.readable("images")
        releaseDate = json["release_date"]?.string
        releaseDatePrecision = json["release_date_precision"]?.string
    }
}

struct TrackDTO: SpotifyAnswer {
    /// `null` for a local file, which has its `uri` only.
    var id: String?
    var uri: String?
    var name: String
    var type: String?
    var durationMs: Int64?
    var album: AlbumDTO?
    var artists: [ArtistDTO]
    var isrc: String?
    var url: String?

    /// Whether it is a track, and no episode of a podcast.
    var isTrack: Bool { type == nil || type == "track" }

    init(_ json: JSONNode) throws(JSONMismatch) {
        id = json["id"]?.string
        uri = json["uri"]?.string
        name = try json.required("name")
        type = json["type"]?.string
        durationMs = json["duration_ms"]?.integer
        album = json["album"].map(AlbumDTO.init)
        artists = json.readable("artists")
        isrc = json["external_ids"]?["isrc"]?.string
        url = json["external_urls"]?["spotify"]?.string
    }
}

struct PlayDTO: SpotifyAnswer {
    /// `nil` when Spotify no longer has the track.
    var track: TrackDTO?
    var playedAt: String
    /// What it was played from, such as a playlist.
    var context: String?

    init(_ json: JSONNode) throws(JSONMismatch) {
        if let track = json["track"], !track.isNull { self.track = try TrackDTO(track) }
        playedAt = try json.required("played_at")
        context = json["context"]?["type"]?.string
    }
}

extension JSONNode {
    /// A text without which the value around it is of no use.
    func required(_ name: StaticString) throws(JSONMismatch) -> String {
        guard let node = self[name] else { throw .absent("\(name)") }
        guard !node.isNull else { throw .null("\(name)") }
        guard let text = node.string else { throw .otherType("\(name)") }
        return text
    }

    /// The elements of a list that can be read; none where there is no list.
    fileprivate func readable<Item: SpotifyAnswer>(_ name: StaticString) -> [Item] {
        (self[name]?.elements ?? []).compactMap { try? Item($0) }  // one bad element does not lose the others
    }
}
