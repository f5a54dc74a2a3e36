import Synchronization

/// Objects that were encoded before, and top lists that were ranked before.
///
/// A track is sent thousands of times and always in the same words. An entry keeps its track or artist alive, so that
/// no other object gets the same identity.
final class FragmentCache: Sendable {
    struct TopKey: Hashable, Sendable {
        var accountID: String
        var dayStart: Int64
        var version: Int
    }

    private struct State {
        var objects: [ObjectIdentifier: (object: any AnyObject & Sendable, bytes: [UInt8])] = [:]
        var lists: [TopKey: TopLists] = [:]
    }

    private let state = Mutex(State())
    private let limit = 40_000
    private let listLimit = 256

    func track(_ track: SimulatedTrack, of objects: APIObjects) -> JSON {
        fragment(of: track) { objects.track(track).bytes }
    }

    func artist(_ artist: SimulatedArtist, of objects: APIObjects) -> JSON {
        fragment(of: artist) { objects.artist(artist).bytes }
    }

    private func fragment(of object: any AnyObject & Sendable, encode: () -> [UInt8]) -> JSON {
        let key = ObjectIdentifier(object)
        if let known = state.withLock({ $0.objects[key]?.bytes }) { return .encoded(known) }
        let bytes = encode()
        state.withLock { state in
            if state.objects.count >= limit { state.objects = [:] }
            state.objects[key] = (object, bytes)
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
