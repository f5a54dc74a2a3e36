import Synchronization

/// Objects that were encoded before, and top lists that were ranked before.
///
/// A track is sent thousands of times and always in the same words. Entries hold on to their track or artist, so that
/// an identity is never another's.
final class FragmentCache: Sendable {
    struct TopKey: Hashable, Sendable {
        var accountID: String
        var dayStart: Int64
        var version: Int
    }

    private struct State {
        var tracks: [ObjectIdentifier: (track: SimulatedTrack, bytes: [UInt8])] = [:]
        var artists: [ObjectIdentifier: (artist: SimulatedArtist, bytes: [UInt8])] = [:]
        var lists: [TopKey: TopLists] = [:]
    }

    private let state = Mutex(State())
    private let limit = 20_000
    private let listLimit = 256

    func track(_ track: SimulatedTrack, of objects: APIObjects) -> JSON {
        let key = ObjectIdentifier(track)
        if let known = state.withLock({ $0.tracks[key]?.bytes }) { return .encoded(known) }
        let bytes = objects.track(track).bytes
        state.withLock { state in
            if state.tracks.count >= limit { state.tracks = [:] }
            state.tracks[key] = (track, bytes)
        }
        return .encoded(bytes)
    }

    func artist(_ artist: SimulatedArtist, of objects: APIObjects) -> JSON {
        let key = ObjectIdentifier(artist)
        if let known = state.withLock({ $0.artists[key]?.bytes }) { return .encoded(known) }
        let bytes = objects.artist(artist).bytes
        state.withLock { state in
            if state.artists.count >= limit { state.artists = [:] }
            state.artists[key] = (artist, bytes)
        }
        return .encoded(bytes)
    }

    func topLists(_ key: TopKey, rank: () -> TopLists) -> TopLists {
        if let known = state.withLock({ $0.lists[key] }) { return known }
        let ranked = rank()
        state.withLock { state in
            if state.lists.count >= listLimit { state.lists = [:] }
            state.lists[key] = ranked
        }
        return ranked
    }
}
