import SiteModel

/// Numbers and dates as a page says them: integer arithmetic and English words, independent of the machine's locale.
enum EnglishText {
    /// `1,234,567`.
    static func grouped(_ number: Int) -> String {
        guard number.magnitude >= 1000 else { return String(number) }
        let digits = Array(String(number.magnitude).utf8)
        var bytes: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digit)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `1 play`, `2,000 plays`: for words that add an s.
    static func counted(_ number: Int, _ singular: String) -> String {
        "\(grouped(number)) \(number == 1 ? singular : singular + "s")"
    }

    /// `three`: numbers a sentence spells out; from ten on digits.
    static func spelled(_ number: Int) -> String {
        numberWords.indices.contains(number) ? numberWords[number] : grouped(number)
    }

    /// `three`, up to `twelve`: the months of a year, all spelled out.
    static func spelledMonths(_ number: Int) -> String {
        switch number {
        case 10: "ten"
        case 11: "eleven"
        case 12: "twelve"
        default: spelled(number)
        }
    }

    /// Whole minutes, rounded once, half up.
    static func minutes(ofMilliseconds milliseconds: Int64) -> Int {
        Int((milliseconds + 30_000) / 60_000)
    }

    /// `21 November 2026`.
    static func long(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return "\(day) \(monthNames[month - 1]) \(year)"
    }

    /// `21 November`: where the context tells the year.
    static func dayAndMonth(_ date: LocalDate) -> String {
        let (_, month, day) = date.components
        return "\(day) \(monthNames[month - 1])"
    }

    /// `21 November`, and `24 November 2025` for a date in another year than today's.
    static func dayAndMonth(_ date: LocalDate, seenOn today: LocalDate) -> String {
        date.components.year == today.components.year ? dayAndMonth(date) : long(date)
    }

    /// `3 to 14 April`, `28 November to 3 December`, and the year after a date that is not in today's.
    static func span(_ first: LocalDate, _ word: String, _ last: LocalDate, seenOn today: LocalDate) -> String {
        let (from, to) = (first.components, last.components)
        if first == last { return dayAndMonth(last, seenOn: today) }
        let head =
            from.year != to.year
            ? dayAndMonth(first, seenOn: today) : from.month != to.month ? dayAndMonth(first) : "\(from.day)"
        let isTight = word == "–" && from.month == to.month && from.year == to.year
        return "\(head)\(isTight ? word : " \(word) ")\(dayAndMonth(last, seenOn: today))"
    }

    /// `21 Nov`.
    static func short(_ date: LocalDate) -> String {
        let (_, month, day) = date.components
        return "\(day) \(shortMonth(month))"
    }

    /// `November 2026`.
    static func monthAndYear(_ date: LocalDate) -> String {
        let (year, month, _) = date.components
        return "\(monthNames[month - 1]) \(year)"
    }

    /// `November`, for a month from 1 to 12.
    static func month(_ month: Int) -> String { monthNames[month - 1] }

    /// `Nov`, for a month from 1 to 12.
    static func shortMonth(_ month: Int) -> String { shortMonthNames[month - 1] }

    /// `Monday`, for days since Monday.
    static func weekdayName(_ weekday: Int) -> String { weekdayNames[weekday] }

    /// `Mon`, for days since Monday.
    static func shortWeekday(_ weekday: Int) -> String { shortWeekdayNames[weekday] }

    /// `09:00`.
    static func hour(_ hour: Int) -> String { hourNames[hour] }

    /// `09:05`.
    static func time(hour: Int, minute: Int) -> String {
        "\(Self.hour(hour).dropLast(2))\(minute < 10 ? "0" : "")\(minute)"
    }

    /// `Ada, Bo and Cy`.
    static func listed(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// A name of any writing direction inside our words; `bdi` does the same in markup.
    static func isolated(_ name: String) -> String { "\u{2068}\(name)\u{2069}" }

    private static let hourNames = (0..<24).map { $0 < 10 ? "0\($0):00" : "\($0):00" }
    private static let numberWords = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let shortMonthNames = monthNames.map { String($0.prefix(3)) }
    private static let shortWeekdayNames = weekdayNames.map { String($0.prefix(3)) }
    private static let weekdayNames = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
}

/// A length of listening as a page says it: minutes below 120, then hours.
struct ListenedTime: Hashable, Sendable {
    private let number: Int
    private let isInHours: Bool

    init(milliseconds: Int64) {
        let minutes = EnglishText.minutes(ofMilliseconds: milliseconds)
        isInHours = minutes >= 120
        number = isInHours ? (minutes + 30) / 60 : minutes
    }

    /// `84`, `1,204`.
    var value: String { EnglishText.grouped(number) }

    /// `minutes`, `hours`, and in the singular for one.
    var unit: String { isInHours ? "hours" : number == 1 ? "minute" : "minutes" }

    /// `84 minutes`.
    var words: String {
        // A page has about ninety of these, nearly all of them short.
        let known = isInHours ? Self.hours : Self.minutes
        return known.indices.contains(number) ? known[number] : "\(value) \(unit)"
    }

    /// `84 min`, `17 h`: for the label of a bar.
    var short: String { "\(value) \(isInHours ? "h" : "min")" }

    private static let minutes = (0..<120).map { "\($0) \($0 == 1 ? "minute" : "minutes")" }
    private static let hours = (0..<200).map { "\($0) hours" }
}

extension String {
    /// The same text with a capital at its start: for words of our own, all of them ASCII.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
