/// One artist, as far as a page needs it.
public struct Artist: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; `local:` and the name for an artist of a local file.
    public var id: String
    /// As Spotify writes it: any characters.
    public var name: String
    /// The artist on Spotify, an `https` address.
    public var url: String?
    /// A picture of at least 160 px where there is one, an `https` address; only top lists carry it.
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
    /// As soon as the API names an artist of exactly that name, the store counts everything for that one.
    public init(named name: String) {
        self.init(id: RecordingName.prefix + name, name: name)
    }
}
