import Foundation

/// A day of the Gregorian calendar by its number since 1970-01-01.
struct CivilDay {
    var number: Int

    init(number: Int) { self.number = number }

    init(year: Int, month: Int, day: Int) {
        // Counted from March, so that the leap day is a year's last.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    /// Monday is 0, Sunday 6.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// `YYYY-MM-DD`.
    var text: String {
        let (year, month, day) = components
        return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

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

    /// RFC 3339 in whole seconds, rounded down: so the export writes `ts`.
    static func seconds(_ milliseconds: Int64) -> String {
        let date = CivilDay(number: dayNumber(milliseconds))
        let rest = Int(milliseconds - Int64(date.number) * day) / 1000
        return "\(date.text)T\(twoDigits(rest / 3600)):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))Z"
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
