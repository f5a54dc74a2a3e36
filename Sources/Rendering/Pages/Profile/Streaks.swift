import SiteModel

/// Runs of days with music, one after the other.
struct Streaks: Hashable, Sendable {
    /// Days of the run that reaches today or yesterday: today is not over yet.
    var current = 0
    /// Days of the longest run ever known.
    var longest = 0

    /// Whether no earlier run was longer than the present one.
    var isRecord: Bool { current > 1 && current == longest }

    /// Counts the runs.
    ///
    /// - Parameters:
    ///   - dates: The days with music, oldest first, each once; those after today do not count.
    ///   - today: The last day.
    init(of dates: [LocalDate], today: LocalDate) {
        var run = 0
        var last: LocalDate?
        for date in dates where date <= today {
            run = last.map { $0.advanced(by: 1) } == date ? run + 1 : 1
            longest = max(longest, run)
            last = date
        }
        if let last, last >= today.advanced(by: -1) { current = run }
    }
}
