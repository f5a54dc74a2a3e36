/// What a friend would say of the hours someone listens in.
struct ClockSentence {
    /// Listened milliseconds in each local hour, 24 of them.
    let hours: [Int64]

    /// Names hours, as in `Half of it falls between 17:00 and 22:00`.
    ///
    /// Silent when half takes more than eight hours to gather.
    var text: String {
        let total = hours.reduce(0, +)
        guard hours.count == 24, total > 0 else { return "" }
        for length in 1...8 {
            let starts = (0..<24).map { start in
                (start, (0..<length).reduce(Int64(0)) { $0 + hours[(start + $1) % 24] })
            }
            guard let best = starts.max(by: { $0.1 < $1.1 }), best.1 * 2 >= total else { continue }
            let share = best.1 * 20 >= total * 11 ? "More than half" : "Half"
            return
                "\(share) of it falls between \(Figures.hour(best.0)) and \(Figures.hour((best.0 + length) % 24))."
        }
        return ""
    }
}
