import SiteModel

/// Runs of days with music, one after the other.
struct Streaks: Hashable, Sendable {
    /// Days of the run that reaches today or yesterday: today is not over yet.
    var current = 0
    /// Days of the longest run ever known.
    var longest = 0

    /// Counts the runs in days that may come in any order, and more than once.
    init(of dates: some Sequence<LocalDate>, today: LocalDate) {
        var run = 0
        var last: LocalDate?
        for date in Set(dates).sorted() where date <= today {
            run = last.map { $0.advanced(by: 1) } == date ? run + 1 : 1
            longest = max(longest, run)
            last = date
        }
        if let last, last >= today.advanced(by: -1) { current = run }
    }
}
