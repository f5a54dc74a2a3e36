import TestSupport

/// When cron ran in a year, and when Spotify did not answer.
struct CronYear {
    /// Starts of the runs, in seconds since the year began: every hour, up to two minutes early or late.
    let runs: [Int]
    /// Stretches of up to 90 minutes, about one a week, in which every request fails.
    let outages: [Range<Int>]

    init(seed: UInt64) {
        var roll = SeededNumbers(seed: seed)
        runs = (0..<InventedYear.days * 24).map { $0 * 3600 + 300 + roll.number(in: -120...120) }
        var outages: [Range<Int>] = []
        for week in 0..<52 {
            let start = week * 604_800 + roll.number(in: 0..<540_000)
            outages.append(start..<start + roll.number(in: 300...5400))
        }
        self.outages = outages
    }

    /// Whether Spotify answered, for each of ``runs``.
    var answered: [Bool] {
        runs.map { run in !outages.contains { $0.contains(run) } }
    }
}
