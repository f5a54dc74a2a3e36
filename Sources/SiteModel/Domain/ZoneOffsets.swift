public import Foundation
import Synchronization

/// Converts moments to the local dates and hours of one time zone with integer arithmetic.
///
/// `Calendar` works out a zone's rules on every call. This asks for the zone's transitions once and then compares
/// integers, which is fast enough for a year of plays per user.
public struct ZoneOffsets: Sendable {
    /// When (UTC ms) each offset from UTC (ms) begins, in order; the first has no beginning.
    private var starts: [Int64]
    private var offsets: [Int64]

    /// A cache by zone name; `nil` for a name that the machine does not know.
    ///
    /// Users share zones, and reading a zone's transitions takes longer than summing a day.
    private static let made = Mutex<[String: ZoneOffsets?]>([:])

    /// Creates the offsets of a zone by its IANA name; `nil` for a name that ``TimeZoneName`` does not know.
    public init?(identifier: String) {
        guard let known = Self.cached(identifier, zone: { TimeZoneName.zone(identifier) }) else { return nil }
        self = known
    }

    /// Creates the offsets of a zone: exact from 2005 to 2045, with the nearest offset before and after.
    ///
    /// Spotify was founded in 2006, so no play is older.
    public init(_ zone: TimeZone) {
        self = Self.cached(zone.identifier) { zone } ?? ZoneOffsets(changesOf: zone)
    }

    private static func cached(_ name: String, zone: () -> TimeZone?) -> ZoneOffsets? {
        made.withLock { made in
            if let known = made[name] { return known }
            let clock = zone().map(ZoneOffsets.init(changesOf:))
            made[name] = .some(clock)
            return clock
        }
    }

    private init(changesOf zone: TimeZone) {
        let first = Date(timeIntervalSince1970: 1_104_537_600)
        let last = Date(timeIntervalSince1970: 2_366_841_600)
        starts = [.min]
        offsets = [Int64(zone.secondsFromGMT(for: first)) * 1000]
        var moment = first
        while let change = zone.nextDaylightSavingTimeTransition(after: moment), change > moment, change < last {
            moment = change
            // A transition falls on a whole second; the new offset applies from that second on.
            let second = Int64(change.timeIntervalSince1970.rounded())
            let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))) * 1000
            if offset != offsets[offsets.count - 1] {
                starts.append(second * 1000)
                offsets.append(offset)
            }
        }
    }

    /// These offsets, except in a span of time where others apply.
    ///
    /// - Parameters:
    ///   - other: The offsets in the span.
    ///   - start: Its first moment.
    ///   - end: The first moment after it.
    /// - Returns: Offsets that belong to no single zone.
    func keeping(_ other: ZoneOffsets, from start: Instant, to end: Instant) -> ZoneOffsets {
        let (from, to) = (start.milliseconds, end.milliseconds)
        guard from < to else { return self }
        var mixed = self
        mixed.starts = []
        mixed.offsets = []
        func add(_ clock: ZoneOffsets, from: Int64, to: Int64) {
            for index in clock.starts.indices where clock.starts[index] < to && clock.end(ofChange: index) > from {
                mixed.starts.append(max(from, clock.starts[index]))
                mixed.offsets.append(clock.offsets[index])
            }
        }
        add(self, from: .min, to: from)
        add(other, from: from, to: to)
        add(self, from: to, to: .max)
        return mixed
    }

    /// The offsets of UTC: always zero.
    public static let utc = ZoneOffsets(.gmt)

    /// The local date on which `instant` falls.
    public func date(of instant: Instant) -> LocalDate {
        LocalDate(dayNumber: Int(localMilliseconds(instant).quotientRoundedDown(by: 86_400_000)))
    }

    /// The local hour, 0 to 23, in which `instant` falls.
    public func hour(of instant: Instant) -> Int {
        let local = localMilliseconds(instant)
        return Int((local - local.quotientRoundedDown(by: 86_400_000) * 86_400_000) / 3_600_000)
    }

    /// The local minute of the hour, 0 to 59, in which `instant` falls.
    public func minute(of instant: Instant) -> Int {
        let minutes = localMilliseconds(instant).quotientRoundedDown(by: 60_000)
        return Int(minutes - minutes.quotientRoundedDown(by: 60) * 60)
    }

    /// The first moment of a local date.
    ///
    /// If the clocks skip midnight, the day starts at the skip. A day that is skipped as a whole starts with the next
    /// one.
    public func start(of date: LocalDate) -> Instant {
        let midnight = Int64(date.dayNumber) * 86_400_000
        // The earliest UTC moment whose local time is at or after this midnight.
        for index in offsets.indices {
            let candidate = max(midnight - offsets[index], starts[index])
            if candidate < end(ofChange: index) { return Instant(milliseconds: candidate) }
        }
        return Instant(milliseconds: midnight - offsets[offsets.count - 1])
    }

    /// The moment from which on every moment falls on a later local date.
    ///
    /// Usually that is the start of the next date. If clocks are set back across a midnight that has just passed
    /// (Newfoundland did so at 00:01), the date comes back once more within the next one.
    public func end(of date: LocalDate) -> Instant {
        let midnight = Int64(date.dayNumber + 1) * 86_400_000
        for index in offsets.indices.reversed() {
            let candidate = min(midnight - offsets[index], end(ofChange: index))
            if candidate > starts[index] { return Instant(milliseconds: candidate) }
        }
        return Instant(milliseconds: midnight - offsets[0])
    }

    private func end(ofChange index: Int) -> Int64 {
        index + 1 < starts.count ? starts[index + 1] : .max
    }

    private func localMilliseconds(_ instant: Instant) -> Int64 {
        // The first offset has no beginning, so there is always one before.
        let next = starts.partitioningIndex { $0 > instant.milliseconds }
        return instant.milliseconds + offsets[next - 1]
    }
}
