import TestSupport

/// A year of plays of an invented listener: when each ended, and when Spotify starts to offer it.
struct InventedYear {
    /// How somebody listens.
    enum Kind: String, CaseIterable {
        /// Five to nine hours on nearly every day, with music running at work.
        case heavy
        /// An hour or two on most days.
        case regular
        /// Weeks of nothing, then days on which music runs for four to eight hours.
        case bursty
        /// Like regular, with absences of one to six weeks and a long session after each.
        case holiday
        /// A few tracks on one day in three.
        case light
        /// Like light until spring, then nothing.
        case lapsed
        /// Has an account but plays nothing.
        case silent
    }

    struct Play {
        /// Seconds since the year began.
        var end: Int
        /// Seconds since the year began: late for one play in 300, by up to 4.8 days.
        var offeredFrom: Int
    }

    static let days = 365
    static let length = days * 86_400

    let kind: Kind
    /// Sorted by end; Spotify offers those before the year on the first day.
    private(set) var plays: [Play] = []
    private var roll: SeededNumbers
    /// The end of the last play, so that no two plays end at the same time.
    private var last = Int.min

    init(_ kind: Kind, seed: UInt64) {
        self.kind = kind
        roll = SeededNumbers(seed: seed)
        // Starts some weeks earlier, because an account has plays from before it is connected.
        let absences = absences()
        for day in -20..<Self.days where !absences.contains(where: { $0.contains(day) }) {
            let hasReturned = absences.contains { $0.upperBound == day }
            listen(on: day, hasReturned: hasReturned)
        }
    }

    private mutating func absences() -> [Range<Int>] {
        var absences: [Range<Int>] = []
        var day = roll.number(in: 0...20)
        while day < Self.days {
            switch kind {
            case .bursty:
                let days = roll.number(in: 4...60)
                absences.append(day..<day + days)
                day += days + roll.number(in: 1...3)
            case .holiday:
                day += roll.number(in: 30...90)
                let days = roll.number(in: 7...42)
                absences.append(day..<day + days)
                day += days
            default: return []
            }
        }
        return absences
    }

    private mutating func listen(on day: Int, hasReturned: Bool) {
        let morning = day * 86_400 + roll.number(in: 7 * 3600...11 * 3600)
        let evening = day * 86_400 + roll.number(in: 17 * 3600...20 * 3600)
        switch kind {
        case .heavy:
            guard roll.chance(92) else { return }
            session(from: morning, seconds: roll.number(in: 2...4) * 3600)
            session(from: evening - 3 * 3600, seconds: roll.number(in: 3...5) * 3600)
        case .regular: regularDay(morning, evening)
        case .bursty: session(from: morning, seconds: roll.number(in: 4 * 3600...8 * 3600))
        case .holiday:
            if hasReturned { session(from: morning + 7200, seconds: roll.number(in: 4 * 3600...6 * 3600)) }
            regularDay(morning, evening)
        case .light:
            if roll.chance(33) { session(from: evening, seconds: roll.number(in: 300...2400)) }
        case .lapsed:
            if day < 90, roll.chance(33) { session(from: evening, seconds: roll.number(in: 300...2400)) }
        case .silent: break
        }
    }

    private mutating func regularDay(_ morning: Int, _ evening: Int) {
        if roll.chance(60) { session(from: morning, seconds: roll.number(in: 900...3600)) }
        if roll.chance(70) { session(from: evening, seconds: roll.number(in: 1800...7200)) }
    }

    /// Tracks of 2:10 to 5:30 in a row; one in eight is skipped half-way.
    private mutating func session(from start: Int, seconds: Int) {
        var end = max(start, last)
        while end < start + seconds {
            let length = 130 + roll.number(in: 0...100) + roll.number(in: 0...100)
            end += roll.chance(12) ? max(31, length / 2) : length
            let delay = roll.number(in: 0..<300) == 0 ? roll.number(in: 3600...414_720) : 0
            plays.append(Play(end: end, offeredFrom: end + delay))
            last = end
        }
    }
}
