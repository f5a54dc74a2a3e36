@testable import SyncRunner

/// The calls and lost plays of a year for each kind of listener, with hourly polling and under the policy.
struct PolicyFigures {
    struct Sum {
        var listeners = 0
        var plays = 0
        var calls = 0
        var lost = 0

        static func += (sum: inout Sum, year: PollingYear) {
            sum.listeners += 1
            sum.plays += year.plays
            sum.calls += year.calls
            sum.lost += year.lost
        }

        static func += (sum: inout Sum, other: Sum) {
            sum.listeners += other.listeners
            sum.plays += other.plays
            sum.calls += other.calls
            sum.lost += other.lost
        }

        /// Calls per user and day, in hundredths, to avoid floating-point rounding.
        var hundredths: Int { listeners == 0 ? 0 : (calls * 100 / listeners) / InventedYear.days }
        var callsPerDay: String { "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)" }
    }

    struct Row {
        var name: String
        var hourly = Sum()
        var policy = Sum()

        var markdown: String {
            "| \(name) | \(policy.plays) | \(hourly.callsPerDay) | \(policy.callsPerDay) | \(hourly.lost) | \(policy.lost) |"
        }
    }

    /// By kind of listener.
    let rows: [Row]
    /// The half of the listeners with the fewest plays.
    let idleHalf: Row

    init(listenersPerKind: Int) {
        let years = InventedYear.Kind.allCases.enumerated().flatMap { place, kind in
            (0..<listenersPerKind).map { number in
                let seed = UInt64(place * 1000 + number)
                let (year, cron) = (InventedYear(kind, seed: seed), CronYear(seed: seed + 500))
                return (
                    kind: kind, hourly: PollingYear(of: year, cron: cron, way: .hourly),
                    policy: PollingYear(of: year, cron: cron, way: .policy(DuePolicy()))
                )
            }
        }
        rows = InventedYear.Kind.allCases.map { kind in
            years.filter { $0.kind == kind }.reduce(into: Row(name: kind.rawValue)) { row, year in
                row.hourly += year.hourly
                row.policy += year.policy
            }
        }
        let byPlays = years.enumerated().sorted {
            ($0.element.policy.plays, $0.offset) < ($1.element.policy.plays, $1.offset)
        }
        idleHalf = byPlays.prefix(years.count / 2).reduce(into: Row(name: "the idle half")) { row, year in
            row.hourly += year.element.hourly
            row.policy += year.element.policy
        }
    }

    var everyone: Row {
        rows.reduce(into: Row(name: "everyone")) { sum, row in
            sum.hourly += row.hourly
            sum.policy += row.policy
        }
    }

    var markdown: String {
        let head = """
            | listeners | plays | calls a day, hourly | calls a day, policy | plays lost, hourly | plays lost, policy |
            |---|--:|--:|--:|--:|--:|
            """
        return ([head] + (rows + [everyone, idleHalf]).map(\.markdown)).joined(separator: "\n")
    }
}
