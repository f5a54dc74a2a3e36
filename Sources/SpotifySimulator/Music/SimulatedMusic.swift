/// An invented artist.
public final class SimulatedArtist: Sendable {
    /// The Spotify id, 22 digits of base 62.
    public let id: String
    /// The name, as hostile as an artist likes.
    public let name: String
    /// The image's hexadecimal name; `nil` for an artist without images.
    public let image: String?
    /// Genres and popularity, which only the full shape sends.
    let genres: [String]
    let popularity: Int

    /// Creates an artist.
    public init(id: String, name: String, image: String? = nil) {
        self.id = id
        self.name = name
        self.image = image
        genres = []
        popularity = 40
    }

    init(id: String, name: String, image: String?, genres: [String], popularity: Int) {
        self.id = id
        self.name = name
        self.image = image
        self.genres = genres
        self.popularity = popularity
    }
}

/// An invented album.
public final class SimulatedAlbum: Sendable {
    /// The Spotify id.
    public let id: String
    /// The title.
    public let name: String
    /// Who made it.
    public let artists: [SimulatedArtist]
    /// `album`, `single` or `compilation`, in either case.
    public let albumType: String
    /// `1998`, `1998-04` or `1998-04-21`.
    public let releaseDate: String
    /// How many tracks it has.
    public let totalTracks: Int
    /// The cover's hexadecimal name; `nil` for an album without images.
    public let image: String?
    /// The day from which it can be played.
    let releaseDay: Int
    let label: String

    /// `year`, `month` or `day`, told by the length of ``releaseDate``.
    public var releaseDatePrecision: String {
        switch releaseDate.utf8.count {
        case 4: "year"
        case 7: "month"
        default: "day"
        }
    }

    /// Creates an album.
    public init(
        id: String, name: String, artists: [SimulatedArtist], albumType: String = "album",
        releaseDate: String = "2020-01-31", totalTracks: Int = 10, image: String? = nil
    ) {
        self.id = id
        self.name = name
        self.artists = artists
        self.albumType = albumType
        self.releaseDate = releaseDate
        self.totalTracks = totalTracks
        self.image = image
        releaseDay = .min
        label = "Invented Records"
    }

    init(
        id: String, name: String, artist: SimulatedArtist, albumType: String, releaseDate: String, totalTracks: Int,
        image: String?, releaseDay: Int, label: String
    ) {
        self.id = id
        self.name = name
        self.artists = [artist]
        self.albumType = albumType
        self.releaseDate = releaseDate
        self.totalTracks = totalTracks
        self.image = image
        self.releaseDay = releaseDay
        self.label = label
    }
}

/// An invented track.
public final class SimulatedTrack: Sendable {
    /// The Spotify id; `nil` for a local file.
    public let id: String?
    /// The title.
    public let name: String
    /// Who plays on it; the first is the main artist.
    public let artists: [SimulatedArtist]
    /// Where it was released.
    public let album: SimulatedAlbum
    /// Its length in milliseconds.
    public let durationMs: Int
    /// The place on its album, from 1.
    public let trackNumber: Int
    /// Whether it is marked explicit.
    public let isExplicit: Bool
    /// The recording's code; `nil` sends an empty `external_ids`.
    public let isrc: String?
    let popularity: Int
    /// The id of the track that this one stands in for, which only the full shape sends.
    let linkedFrom: String?

    /// Whether it is a file of the user's own, of which Spotify knows no id.
    public var isLocal: Bool { id == nil }

    /// The `spotify:` address.
    public var uri: String {
        if let id { return "spotify:track:\(id)" }
        let parts = [artists.first?.name ?? "", album.name, name].map { Percent.encoded($0) }
        return "spotify:local:\(parts.joined(separator: ":")):\(durationMs / 1000)"
    }

    /// Creates a track.
    public init(
        id: String?, name: String, artists: [SimulatedArtist], album: SimulatedAlbum, durationMs: Int = 180_000,
        trackNumber: Int = 1, isExplicit: Bool = false, isrc: String? = nil
    ) {
        self.id = id
        self.name = name
        self.artists = artists
        self.album = album
        self.durationMs = durationMs
        self.trackNumber = trackNumber
        self.isExplicit = isExplicit
        self.isrc = isrc
        popularity = 30
        linkedFrom = nil
    }

    init(
        id: String, name: String, artists: [SimulatedArtist], album: SimulatedAlbum, durationMs: Int, trackNumber: Int,
        isExplicit: Bool, isrc: String?, popularity: Int, linkedFrom: String?
    ) {
        self.id = id
        self.name = name
        self.artists = artists
        self.album = album
        self.durationMs = durationMs
        self.trackNumber = trackNumber
        self.isExplicit = isExplicit
        self.isrc = isrc
        self.popularity = popularity
        self.linkedFrom = linkedFrom
    }
}
