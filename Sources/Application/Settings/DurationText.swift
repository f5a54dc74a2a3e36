/// A span of time as settings write it: `90s`, `30m`, `1h`, `7d`, `1h30m`.
package enum DurationText {
    /// Seconds of each unit, the longest first: units come in this order.
    private static let units: [(letter: Character, seconds: Int64)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]

    /// The span of time; `nil` for another form, for an empty text, and for more than a thousand years.
    package static func duration(_ text: String) -> Duration? {
        var seconds: Int64 = 0
        var digits = ""
        var next = 0
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[next...].firstIndex(where: { $0.letter == character }),
                digits.count <= 9, let number = Int64(digits)
            else { return nil }
            seconds += number * units[unit].seconds
            digits = ""
            next = unit + 1
        }
        guard digits.isEmpty, next > 0, seconds <= 1000 * 366 * 86_400 else { return nil }
        return .seconds(seconds)
    }
}
