import Foundation

/// A day of the Gregorian calendar by its number since 1970-01-01.
///
/// Foundation's calendar does the work: the program under test has its own, and each checks the other.
struct CivilDay {
    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    var number: Int

    init(number: Int) { self.number = number }

    init(year: Int, month: Int, day: Int) {
        let date = Self.calendar.date(from: DateComponents(year: year, month: month, day: day)) ?? .distantPast
        number = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    }

    private var date: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

    var year: Int { Self.calendar.component(.year, from: date) }
    var month: Int { Self.calendar.component(.month, from: date) }
    /// The day of the year as month × 100 + day.
    var monthAndDay: Int { month * 100 + Self.calendar.component(.day, from: date) }
    /// Saturday or Sunday; the machine's locale does not matter.
    var isWeekend: Bool { [1, 7].contains(Self.calendar.component(.weekday, from: date)) }

    /// `YYYY-MM-DD`.
    var text: String { date.ISO8601Format(.iso8601.year().month().day()) }
}

/// Milliseconds since 1970 in UTC, in the forms that Spotify writes.
enum Moment {
    static let day: Int64 = 86_400_000

    static func dayNumber(_ milliseconds: Int64) -> Int {
        Int(milliseconds >= 0 ? milliseconds / day : (milliseconds - day + 1) / day)
    }

    /// RFC 3339 with milliseconds, but without a fraction when it is zero: so the Web API writes `played_at`.
    static func playedAt(_ milliseconds: Int64) -> String {
        let fraction = Int(milliseconds - Int64(dayNumber(milliseconds)) * day) % 1000
        guard fraction != 0 else { return seconds(milliseconds) }
        return "\(seconds(milliseconds).dropLast()).\(String(1000 + fraction).dropFirst())Z"
    }

    /// RFC 3339 in whole seconds, rounded down: so the history writes `ts`.
    static func seconds(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: (Double(milliseconds) / 1000).rounded(.down)).ISO8601Format()
    }
}

/// When a zone's days begin.
struct LocalDays: Sendable {
    private let zone: TimeZone

    init(zoneName: String) { zone = TimeZone(identifier: zoneName) ?? .gmt }

    /// Local midnight in UTC milliseconds, by the offset that holds at noon of that day.
    func midnight(_ day: Int) -> Int64 {
        let noon = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
        return Int64(day) * Moment.day - Int64(zone.secondsFromGMT(for: noon)) * 1000
    }

    func day(of milliseconds: Int64) -> Int {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
        return Moment.dayNumber(milliseconds + Int64(offset) * 1000)
    }
}
