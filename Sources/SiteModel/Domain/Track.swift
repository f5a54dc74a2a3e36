/// How exact a release date is.
public enum DatePrecision: String, Sendable, CaseIterable {
    case year
    case month
    case day
}

/// One track, as far as a page needs it.
public struct Track: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; the `spotify:local:` address for a local file; ``RecordingName/trackID`` where only that is known.
    public var id: String
    /// As Spotify writes it: any characters.
    public var name: String
    /// The track on Spotify, an `https` address.
    public var url: String?
    /// The album's cover, an `https` address.
    public var imageURL: String?
    /// Name of the album.
    public var album: String?
    /// Length in milliseconds; `nil` when the source does not tell.
    public var durationMs: Int64?
    /// International Standard Recording Code: the same recording under several track ids has the same one.
    public var isrc: String?
    /// `1998`, `1998-04` or `1998-04-21`, by ``releaseDatePrecision``.
    public var releaseDate: String?
    /// How much of ``releaseDate`` is known.
    public var releaseDatePrecision: DatePrecision?
    /// In the order of the track's credits; the first is the one plays are counted for.
    public var artists: [Artist]

    /// Creates a track.
    public init(
        id: String, name: String, url: String? = nil, imageURL: String? = nil, album: String? = nil,
        durationMs: Int64? = nil, isrc: String? = nil, releaseDate: String? = nil,
        releaseDatePrecision: DatePrecision? = nil, artists: [Artist] = []
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.imageURL = imageURL
        self.album = album
        self.durationMs = durationMs
        self.isrc = isrc
        self.releaseDate = releaseDate
        self.releaseDatePrecision = releaseDatePrecision
        self.artists = artists
    }
}
