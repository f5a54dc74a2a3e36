import SiteModel

/// Runs of listening days, and how many there are.
struct ActiveDays: Equatable {
    /// Dates with a play.
    let count: Int
    /// The longest run without a missing date.
    let longest: Int
    /// The run that goes on: it ends today, or yesterday when nothing was played yet today.
    let current: Int

    init(_ dates: some Sequence<LocalDate>, today: LocalDate) {
        let days = Set(dates.map(\.dayNumber)).sorted()
        var runs: [(last: Int, length: Int)] = []
        for day in days {
            if let run = runs.last, run.last + 1 == day {
                runs[runs.count - 1] = (day, run.length + 1)
            } else {
                runs.append((day, 1))
            }
        }
        count = days.count
        longest = runs.map(\.length).max() ?? 0
        current = runs.last.flatMap { $0.last >= today.dayNumber - 1 ? $0.length : nil } ?? 0
    }
}
