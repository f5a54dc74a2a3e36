internal import Foundation
public import SiteModel

/// The four questions sitegen asks Spotify's Web API.
///
/// A client is a value. Its sender counts the requests, so each user of a run has a client of their own.
public struct SpotifyClient: Sendable {
    /// The most items that Spotify gives of a top list.
    private static let longestList = 50

    private let api: ServiceAddress
    private let sender: HTTPSender
    private let mapper = DomainMapper()

    /// Creates a client of the Web API at `api`.
    public init(api: ServiceAddress, sender: HTTPSender) {
        self.api = api
        self.sender = sender
    }

    /// The account that a token belongs to: `GET /me`.
    public func currentUser(_ token: Secret) async throws -> SpotifyAccount {
        let user: UserDTO = try await get("/me", token)
        guard let profile = mapper.profile(user) else {
            throw SpotifyError.undecodable(endpoint: "/me", detail: "id is empty or unusable")
        }
        return profile
    }

    /// The last plays, 50 at most, in Spotify's order (the newest first).
    ///
    /// Never with a cursor: plays arrive late, behind newer ones. A play that is in the answer twice is returned once.
    func recentlyPlayed(_ token: Secret) async throws -> Listing<TrackPlay> {
        let path = "/me/player/recently-played"
        let page: PageDTO<PlayDTO> = try await get(path, query: [("limit", "\(RecentPlays.limit)")], token)
        return try listing(page, of: path, mapper.play, isNone: { !($0.track?.isTrack ?? false) }) {
            PlayKey($0.play)
        }
    }

    /// The top artists of one time range, 50 at most, the first one ranks first.
    func topArtists(over range: TimeRange, _ token: Secret) async throws -> Listing<Artist> {
        try await top("/me/top/artists", over: range, token, id: \.id, mapper.artist, isNone: { _ in false })
    }

    /// The top tracks of one time range, 50 at most, the first one ranks first.
    func topTracks(over range: TimeRange, _ token: Secret) async throws -> Listing<Track> {
        try await top("/me/top/tracks", over: range, token, id: \.id, mapper.track, isNone: { !$0.isTrack })
    }

    private func top<DTO: SpotifyAnswer, Item: Hashable & Sendable>(
        _ path: String, over range: TimeRange, _ token: Secret, id: KeyPath<Item, String>, _ map: (DTO) -> Item?,
        isNone: (DTO) -> Bool
    ) async throws -> Listing<Item> {
        let query = [("time_range", range.rawValue), ("limit", "\(Self.longestList)")]
        let page: PageDTO<DTO> = try await get(path, query: query, token)
        // Each rank is one item's: one that stands in the list twice has the better rank.
        return try listing(page, of: path, map, isNone: isNone) { $0[keyPath: id] }
    }

    private func get<Answer: SpotifyAnswer>(
        _ path: String, query: [(name: String, value: String)] = [], _ token: Secret
    ) async throws -> Answer {
        let request = HTTPRequest(.get, api, path: path, query: query, credentials: .bearer(token))
        let response = try await sender.send(request)
        if let error = SpotifyError(response, to: request) { throw error }
        do {
            return try JSONNode.read(response.body, Answer.init)
        } catch let mismatch as JSONMismatch {
            throw SpotifyError.undecodable(endpoint: path, detail: "\(mismatch)")
        }
    }

    /// Reads the items of an answer.
    ///
    /// - Parameters:
    ///   - page: The answer.
    ///   - path: Where it came from.
    ///   - map: Converts an item; `nil` for an item that cannot be read or is of another kind.
    ///   - isNone: Whether an item is of another kind, such as an episode.
    ///   - key: Two items with the same key are one.
    /// - Returns: What could be read.
    /// - Throws: ``SpotifyError/undecodable(endpoint:detail:)`` when there were items, and not one could be read.
    private func listing<DTO, Item, Key: Hashable>(
        _ page: PageDTO<DTO>, of path: String, _ map: (DTO) -> Item?, isNone: (DTO) -> Bool, key: (Item) -> Key
    ) throws -> Listing<Item> {
        var unreadable = page.unreadable
        var seen: Set<Key> = []
        var items: [Item] = []
        for element in page.items {
            if let item = map(element) {
                if seen.insert(key(item)).inserted { items.append(item) }
            } else if !isNone(element) {
                unreadable += 1
            }
        }
        // One bad item costs itself. When none of many can be read, Spotify has changed and somebody has to know.
        guard unreadable == 0 || !items.isEmpty else {
            throw SpotifyError.undecodable(endpoint: path, detail: "none of \(unreadable) items is readable")
        }
        return Listing(items: items, skipped: page.count - items.count)
    }
}

/// What could be read of a list.
struct Listing<Item: Hashable & Sendable>: Hashable, Sendable {
    /// The items, in Spotify's order.
    var items: [Item]
    /// How many items were left out: without a track, an episode, of an unknown shape, or there twice.
    var skipped = 0

    /// How many items Spotify sent.
    var count: Int { items.count + skipped }
}
