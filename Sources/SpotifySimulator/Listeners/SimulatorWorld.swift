/// Invented music and invented listeners, all from one seed.
///
/// The same seed always gives the same plays: a later ``now`` adds plays and changes none.
package struct SimulatorWorld: Sendable {
    package let seed: UInt64
    /// The moment from which the history counts back, in UTC milliseconds.
    package let now: Int64
    /// All accounts, the hand-made ones first.
    package let accounts: [SimulatedAccount]
    /// How many of them are hand-made.
    package let handMade: Int

    let catalogue: Catalogue
    let listeners: [Listener]
    let cast: Cast
    private let historyDays: Int
    private let archive: PlayArchive
    private let placeOfID: [String: Int]

    /// Creates the world of a seed.
    ///
    /// - Parameters:
    ///   - seed: The seed of artists, tracks, listeners and plays.
    ///   - listeners: The number of accounts.
    ///   - cast: Who the first of them are.
    ///   - now: The moment, in UTC milliseconds, from which the history counts back.
    ///   - historyDays: The number of days before `now` at which the plays begin.
    package init(
        seed: UInt64 = 1, listeners: Int = 12, cast: Cast = .hostile, now: Int64, historyDays: Int = 400
    ) {
        self.seed = seed
        self.now = now
        self.cast = cast
        self.historyDays = historyDays
        handMade = min(listeners, cast.drafts.count)
        let catalogue = Catalogue(seed: seed)
        self.catalogue = catalogue
        self.listeners = (0..<listeners).map { number in
            Listener(number: number, of: cast.draft(number, seed: seed), seed: seed, catalogue: catalogue)
        }
        accounts = self.listeners.map(\.account)
        placeOfID = Dictionary(accounts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        archive = PlayArchive()
    }

    /// The first day of most histories, counted in local days.
    var firstDay: Int { Moment.dayNumber(now) - historyDays }

    /// The account with this Spotify id.
    package func account(id: String) -> SimulatedAccount? { placeOfID[id].map { accounts[$0] } }

    /// The account with this key, such as `night-owl`.
    package func account(key: String) -> SimulatedAccount? { accounts.first { $0.key == key } }

    /// The plays of an account that ended in `[from, to)`, in the order in which they ended.
    ///
    /// Skips, private sessions and late plays are among them, whether the Web API shows them or not.
    package func plays(of accountID: String, from: Int64 = .min, to: Int64) -> [SimulatedPlay] {
        guard let place = placeOfID[accountID] else { return [] }
        let listener = listeners[place]
        let last = listener.days.day(of: to)
        let first = max(firstDay(of: listener), from == .min ? .min : listener.days.day(of: from) - 1)
        guard first <= last else { return [] }
        var found: [SimulatedPlay] = []
        for day in first...last {
            let plays = archive.plays(of: listener, day: day, catalogue: catalogue)
            guard let earliest = plays.first, let latest = plays.last else { continue }
            if earliest.endedAt >= from, latest.endedAt < to {
                found += plays
            } else {
                for play in plays where play.endedAt >= from && play.endedAt < to { found.append(play) }
            }
        }
        return found
    }

    /// The first day with plays; plays on fixed dates cover one year only, so that they stay few.
    func firstDay(of listener: Listener) -> Int {
        let days = cast.historyDays(of: listener.account.key, usual: historyDays)
        return Moment.dayNumber(now) - (listener.habits.onlyOn == nil ? days : min(days, 365))
    }

    /// One of the world's tracks, the same for the same number, for tests.
    package func track(_ number: Int) -> SimulatedTrack {
        var dice = Dice(seed, "track", number)
        let ordinary = catalogue.members[Catalogue.hostileScene].lowerBound
        let discography = catalogue.discography(dice.roll(ordinary))
        return discography.favourites[dice.roll(discography.favourites.count)]
    }
}
