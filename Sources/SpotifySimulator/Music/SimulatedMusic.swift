/// An invented artist.
package final class SimulatedArtist: Sendable {
    /// The Spotify id, 22 digits of base 62.
    package let id: String
    package let name: String
    /// The image's hexadecimal name; `nil` for an artist without images.
    package let image: String?
    /// Only the full shape sends genres and popularity.
    let genres: [String]
    let popularity: Int

    package init(
        id: String, name: String, image: String? = nil, genres: [String] = [], popularity: Int = 40
    ) {
        self.id = id
        self.name = name
        self.image = image
        self.genres = genres
        self.popularity = popularity
    }
}

/// An invented album.
package final class SimulatedAlbum: Sendable {
    package let id: String
    package let name: String
    package let artists: [SimulatedArtist]
    /// `album`, `single` or `compilation`, in either case.
    package let albumType: String
    /// `1998`, `1998-04` or `1998-04-21`.
    package let releaseDate: String
    package let totalTracks: Int
    /// The cover's hexadecimal name; `nil` for an album without images.
    package let image: String?
    /// The first day on which it can be played.
    let releaseDay: Int
    let label: String

    /// `year`, `month` or `day`, by the length of ``releaseDate``.
    package var releaseDatePrecision: String {
        switch releaseDate.utf8.count {
        case 4: "year"
        case 7: "month"
        default: "day"
        }
    }

    package init(
        id: String, name: String, artists: [SimulatedArtist], albumType: String = "album",
        releaseDate: String = "2020-01-31", totalTracks: Int = 10, image: String? = nil, releaseDay: Int = .min,
        label: String = "Invented Records"
    ) {
        self.id = id
        self.name = name
        self.artists = artists
        self.albumType = albumType
        self.releaseDate = releaseDate
        self.totalTracks = totalTracks
        self.image = image
        self.releaseDay = releaseDay
        self.label = label
    }
}

/// An invented track.
package final class SimulatedTrack: Sendable {
    /// The Spotify id; `nil` for a local file.
    package let id: String?
    package let name: String
    /// The first is the main artist.
    package let artists: [SimulatedArtist]
    package let album: SimulatedAlbum
    package let durationMs: Int
    /// The place on its album, from 1.
    package let trackNumber: Int
    package let isExplicit: Bool
    /// The recording's code; `nil` sends an empty `external_ids`.
    package let isrc: String?
    let popularity: Int
    /// The id of the track that this one stands in for; only the full shape sends it.
    let linkedFrom: String?

    /// Whether it is a file of the user's own, for which Spotify has no id.
    package var isLocal: Bool { id == nil }

    /// The `spotify:` address.
    package var uri: String {
        if let id { return "spotify:track:\(id)" }
        let parts = [artists.first?.name ?? "", album.name, name].map { Percent.encoded($0) }
        return "spotify:local:\(parts.joined(separator: ":")):\(durationMs / 1000)"
    }

    package init(
        id: String?, name: String, artists: [SimulatedArtist], album: SimulatedAlbum, durationMs: Int = 180_000,
        trackNumber: Int = 1, isExplicit: Bool = false, isrc: String? = nil, popularity: Int = 30,
        linkedFrom: String? = nil
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
