/// One artist, as far as a page needs it.
public struct Artist: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; for an artist of a local file, `local:` and the name.
    public var id: String
    /// As Spotify writes it; may hold any characters.
    public var name: String
    /// The artist on Spotify, an `https` address.
    public var url: String?
    /// The address (`https`) of a picture at least 160 px wide, if there is one; only top lists carry it.
    public var imageURL: String?

    /// Creates an artist.
    public init(id: String, name: String, url: String? = nil, imageURL: String? = nil) {
        self.id = id
        self.name = name
        self.url = url
        self.imageURL = imageURL
    }
}

extension Artist {
    /// Creates an artist known only by the name in a history file.
    ///
    /// Once the API names an artist with exactly this name, the store credits everything to that artist.
    public init(named name: String) {
        self.init(id: RecordingName.prefix + name, name: name)
    }
}
