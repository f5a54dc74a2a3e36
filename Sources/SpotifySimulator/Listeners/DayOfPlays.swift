/// Rolls the plays of one listener on one local day, which lasts from five in the morning to five.
///
/// Nothing here looks at another day or at the present: a past day never changes, and days can be asked for in any order.
struct DayOfPlays {
    private let listener: Listener
    private let catalogue: Catalogue
    private let day: Int
    private let isWeekend: Bool
    private var dice: Dice
    private var plays: [SimulatedPlay] = []
    private var clock: Int64
    private let midnight: Int64

    static func plays(of listener: Listener, day: Int, catalogue: Catalogue) -> [SimulatedPlay] {
        var day = DayOfPlays(listener: listener, day: day, catalogue: catalogue)
        day.rollSessions()
        return day.plays
    }

    private init(listener: Listener, day: Int, catalogue: Catalogue) {
        self.listener = listener
        self.catalogue = catalogue
        self.day = day
        isWeekend = CivilDay(number: day).isWeekend
        dice = Dice(listener.seed, day, 7)
        midnight = listener.days.midnight(day)
        clock = midnight + 5 * 3_600_000
    }

    private mutating func rollSessions() {
        guard !listener.habits.slots.isEmpty else { return }
        let date = CivilDay(number: day).monthAndDay
        if let only = listener.habits.onlyOn {
            guard let wanted = only.first(where: { $0.date == date }) else { return }
            rollSession(listener.habits.slots[0], budget: .plays(wanted.plays))
            return
        }
        guard !listener.habits.pauses.contains(where: { $0.contains(date) }) else { return }
        guard !dice.chance(listener.habits.silentShare) else { return }
        for slot in listener.habits.slots where dice.chance(isWeekend ? slot.weekend : slot.weekday) {
            rollSession(slot, budget: .minutes(dice.roll(in: slot.minutes)))
        }
    }

    private enum Budget { case minutes(Int), plays(Int) }

    private mutating func rollSession(_ slot: Slot, budget: Budget) {
        let start = midnight + Int64(slot.start + dice.roll(slot.spread)) * 60_000 + Int64(dice.roll(60_000))
        clock = max(clock + 45_000, start)
        // Well before the next day's first slot can begin, even in a night in which the clocks change.
        var end = midnight + 27 * 3_600_000
        var wanted = Int.max
        switch budget {
        case .minutes(let minutes): end = min(end, clock + Int64(minutes) * 60_000)
        case .plays(let count): wanted = count
        }
        var session = Session(dice: &dice, listener: listener, catalogue: catalogue, day: day)
        let first = plays.count
        while clock < end, plays.count - first < wanted {
            play(session.next(dice: &dice), context: session.context)
        }
    }

    private mutating func play(_ track: SimulatedTrack, context: SimulatedContext?) {
        let share = listener.habits.taste.skipShare
        var listened = track.durationMs
        if share > 0, dice.chance(share) {
            listened = dice.chance(500) ? dice.roll(in: 900...29_900) : dice.roll(in: min(31_000, listened)...listened)
        }
        var end = clock + Int64(listened)
        // One play in a few hundred ends on a whole second, and is then written without a fraction.
        if dice.chance(4) { end += 999 - (end + 999) % 1000 }
        var play = SimulatedPlay(track: track, endedAt: end, listenedMs: listened, context: context)
        if dice.chance(4) { play.visibleFrom = end + delay() }
        play.isPrivate = dice.chance(4)
        plays.append(play)
        clock = end + Int64(dice.chance(60) ? dice.roll(in: 8_000...150_000) : dice.roll(in: 15...2_400))
        rollOddity(after: play)
    }

    /// A device that was offline reports late: mostly by minutes, rarely by up to 4.8 days.
    private mutating func delay() -> Int64 {
        Int64(dice.chance(700) ? dice.roll(in: 120...5_400) : dice.roll(in: 5_400...414_000)) * 1000
    }

    private mutating func rollOddity(after play: SimulatedPlay) {
        guard play.isOffered else { return }
        if dice.chance(1) {
            // The same track again within two seconds.
            var again = play
            again.endedAt += Int64(dice.roll(in: 200...1_900))
            again.visibleFrom = max(again.endedAt, play.visibleFrom)
            plays.append(again)
            clock = max(clock, again.endedAt)
        } else if dice.chance(1) {
            // Another track at the very same millisecond.
            var other = play
            other.track = companion()
            other.listenedMs = min(play.listenedMs, other.track.durationMs)
            if other.track !== play.track { plays.append(other) }
        }
    }

    private mutating func companion() -> SimulatedTrack {
        catalogue.discography(listener.loyal[dice.roll(listener.loyal.count)]).releases[0].tracks[0]
    }
}
