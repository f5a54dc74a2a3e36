/// A moment in UTC, to the millisecond.
///
/// An integer, so that a play's key survives round trips through JSON and SQLite.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// Creates the moment this many milliseconds after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Creates the moment this many seconds after 1970-01-01T00:00:00Z.
    public init(seconds: Int64) {
        self.milliseconds = seconds * 1000
    }

    /// The earlier one first.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `duration` later, to the millisecond.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds + duration.milliseconds)
    }

    /// The moment `duration` earlier, to the millisecond.
    public static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds - duration.milliseconds)
    }

    /// The time from `earlier` to this moment; negative if this moment is before it.
    public func since(_ earlier: Instant) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded toward zero.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Instant: CustomStringConvertible {
    /// Creates a moment from RFC 3339, with or without a fraction of a second.
    ///
    /// Accepts what Spotify sends: `2024-12-25T01:30:30.123Z`, `2024-12-25T01:30:30Z` when the fraction is zero, and a
    /// UTC offset in place of `Z`. Digits beyond the millisecond are dropped; any other form gives `nil`.
    public init?(_ text: String) {
        var bytes = Array(text.utf8)
        guard let offset = Self.takeOffset(off: &bytes), (19...34).contains(bytes.count) else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let date = LocalDate(year: year, month: month, day: day),
            let hour = number(11..<13), hour < 24, let minute = number(14..<16), minute < 60,
            let second = number(17..<19), second < 61
        else { return nil }
        var fraction = 0
        if bytes.count > 19 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 20 else { return nil }
            let digits = 20..<bytes.count
            guard number(digits) != nil, let kept = number(digits.prefix(3)) else { return nil }
            fraction = kept * [100, 10, 1][min(digits.count, 3) - 1]
        }
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: Int64(seconds - offset) * 1000 + Int64(fraction))
    }

    /// Removes `Z` or `±hh:mm` from the end of a time, and returns how many seconds the time is ahead of UTC.
    private static func takeOffset(off bytes: inout [UInt8]) -> Int? {
        if bytes.last == UInt8(ascii: "Z") || bytes.last == UInt8(ascii: "z") {
            bytes.removeLast()
            return 0
        }
        guard bytes.count >= 25 else { return nil }
        let tail = Array(bytes.suffix(6))
        let digits = [tail[1], tail[2], tail[4], tail[5]].map { Int($0) - 48 }
        guard tail[0] == UInt8(ascii: "+") || tail[0] == UInt8(ascii: "-"), tail[3] == UInt8(ascii: ":"),
            digits.allSatisfy({ (0...9).contains($0) })
        else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hours < 24, minutes < 60 else { return nil }
        bytes.removeLast(6)
        return (hours * 3600 + minutes * 60) * (tail[0] == UInt8(ascii: "-") ? -1 : 1)
    }

    /// Rounded up to a whole second: a "not before" time that people read must not be too early.
    public var roundedUpToSeconds: Instant {
        Instant(seconds: -(-milliseconds).quotientRoundedDown(by: 1000))
    }

    /// RFC 3339 in UTC; milliseconds only if they are not zero: `2026-11-22T10:00:00Z`.
    public var description: String {
        let day = milliseconds.quotientRoundedDown(by: 86_400_000)
        let rest = Int(milliseconds - day * 86_400_000)
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map(\.twoDigits).joined(separator: ":")
        let fraction = rest % 1000
        let tail = fraction == 0 ? "" : "." + String(1000 + fraction).dropFirst()
        return "\(LocalDate(dayNumber: Int(day)))T\(time)\(tail)Z"
    }
}

extension BinaryInteger {
    /// The quotient rounded toward minus infinity, so that times before 1970 fall on the right day.
    func quotientRoundedDown(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
