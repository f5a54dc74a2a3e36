import Synchronization

/// Days that were rolled already, kept for the listeners that were asked for most recently.
///
/// Rolling a day again gives the same plays: dropping one costs time and changes no answer.
final class PlayArchive: Sendable {
    fileprivate struct Shelf {
        var days: [Int: [SimulatedPlay]] = [:]
        var lastUse = 0
    }

    fileprivate struct State {
        var shelves: [Int: Shelf] = [:]
        var uses = 0
    }

    private let state = Mutex(State())
    private let limit = 48

    func plays(of listener: Listener, day: Int, catalogue: Catalogue) -> [SimulatedPlay] {
        let known = state.withLock { state in
            state.uses += 1
            state.shelves[listener.number]?.lastUse = state.uses
            return state.shelves[listener.number]?.days[day]
        }
        if let known { return known }
        let rolled = DayOfPlays.plays(of: listener, day: day, catalogue: catalogue)
        state.withLock { state in
            if state.shelves[listener.number] == nil {
                if state.shelves.count >= limit { state.dropOldest() }
                state.shelves[listener.number] = Shelf(lastUse: state.uses)
            }
            state.shelves[listener.number]?.days[day] = rolled
        }
        return rolled
    }
}

extension PlayArchive.State {
    fileprivate mutating func dropOldest() {
        guard let oldest = shelves.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        shelves[oldest.key] = nil
    }
}
