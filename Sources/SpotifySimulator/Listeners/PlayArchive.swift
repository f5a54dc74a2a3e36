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
        var days = 0
    }

    private let state = Mutex(State())
    /// In days: 48 listeners with years of plays, or a thousand whose last plays were asked for.
    private let limit = 40_000

    func plays(of listener: Listener, day: Int, catalogue: Catalogue) -> [SimulatedPlay] {
        let known = state.withLock { state in
            state.uses += 1
            state.shelves[listener.number]?.lastUse = state.uses
            return state.shelves[listener.number]?.days[day]
        }
        if let known { return known }
        let rolled = DayOfPlays.plays(of: listener, day: day, catalogue: catalogue)
        state.withLock { state in
            if state.days >= limit { state.dropOldest() }
            let isNew =
                state.shelves[listener.number, default: Shelf(lastUse: state.uses)].days.updateValue(
                    rolled, forKey: day) == nil
            if isNew { state.days += 1 }
        }
        return rolled
    }
}

extension PlayArchive.State {
    fileprivate mutating func dropOldest() {
        guard let oldest = shelves.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        shelves[oldest.key] = nil
        days -= oldest.value.days.count
    }
}
