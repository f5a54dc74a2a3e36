/// How exact a release date is.
public enum DatePrecision: String, Sendable, CaseIterable {
    case year
    case month
    case day
}

/// One track, as far as a page needs it.
public struct Track: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; for a local file its `spotify:local:` address; otherwise a ``RecordingName/trackID``.
    public var id: String
    /// As Spotify writes it; may hold any characters.
    public var name: String
    /// The track on Spotify, an `https` address.
    public var url: String?
    /// The album's cover, an `https` address.
    public var imageURL: String?
    /// Name of the album.
    public var album: String?
    /// Length in milliseconds; `nil` if unknown.
    public var durationMs: Int64?
    /// International Standard Recording Code, shared by all track ids of one recording.
    public var isrc: String?
    /// `1998`, `1998-04` or `1998-04-21`, depending on ``releaseDatePrecision``.
    public var releaseDate: String?
    /// How much of ``releaseDate`` is known.
    public var releaseDatePrecision: DatePrecision?
    /// In the order of the credits; plays count for the first.
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
