/// What the plays of 90 days say about a user's listening: figures only; the page chooses the words.
public struct Temperament: Hashable, Sendable, Codable {
    /// One of the four directions in which listening differs.
    public enum Axis: String, Sendable, Codable, CaseIterable {
        case exploration
        case width
        case freshness
        case night

        /// The end with the higher values.
        public var high: Pole {
            switch self {
            case .exploration: .explorer
            case .width: .wide
            case .freshness: .fresh
            case .night: .night
            }
        }

        /// The end with the lower values.
        public var low: Pole {
            switch self {
            case .exploration: .replayer
            case .width: .deep
            case .freshness: .timeless
            case .night: .day
            }
        }
    }

    /// One end of an axis.
    public enum Pole: String, Sendable, Codable, CaseIterable {
        case explorer, replayer, wide, deep, fresh, timeless, night, day
    }

    /// A part of a total.
    package struct Share: Hashable, Sendable, Codable {
        /// The part.
        package var count: Int
        /// The total.
        package var total: Int
        /// The part divided by the total, in millionths.
        package var millionths: Int

        /// Creates a share.
        package init(count: Int, total: Int, millionths: Int) {
            self.count = count
            self.total = total
            self.millionths = millionths
        }
    }

    /// What was counted for an axis.
    package enum Counts: Hashable, Sendable, Codable {
        /// New artists (`nil` if there is too little history to tell), and plays that repeat an earlier one.
        case exploration(newArtists: Share?, repeats: Share)
        /// Plays with a known artist, those artists, and the effective number of equally played artists in millionths;
        /// `nil` if no artist was played twice.
        case width(plays: Int, artists: Int, effectiveArtists: Int?)
        /// Plays of new releases out of those with a known release date, and the median year of release.
        case freshness(newReleases: Share, medianYear: Int)
        /// Plays that began at night.
        case night(plays: Share)

        /// The axis of these counts.
        package var axis: Axis {
            switch self {
            case .exploration: .exploration
            case .width: .width
            case .freshness: .freshness
            case .night: .night
            }
        }
    }

    /// Where a user stands on an axis.
    package struct Reading: Hashable, Sendable, Codable {
        /// The end on whose side of the cut the value is.
        package var pole: Pole
        /// From 0 to 1,000,000.
        package var value: Int
        /// The boundary between the two ends, in the same unit as the value.
        package var cut: Int
        /// The counts behind the value.
        package var counts: Counts

        /// Creates a reading.
        package init(pole: Pole, value: Int, cut: Int, counts: Counts) {
            self.pole = pole
            self.value = value
            self.cut = cut
            self.counts = counts
        }

        /// The axis.
        package var axis: Axis { counts.axis }

        /// The value's distance from the cut; positive toward ``Temperament/Axis/high``.
        package var distance: Int { value - cut }

        /// How much of the way from the cut to that end the value is, from -1,000,000 to 1,000,000; positive toward
        /// ``Temperament/Axis/high``.
        ///
        /// The two halves of an axis differ in length, so distances on different axes cannot be compared.
        package var reach: Int {
            let half = distance >= 0 ? 1_000_000 - cut : cut
            return max(-1_000_000, min(1_000_000, distance * 1_000_000 / max(1, half)))
        }

        /// Whether it is too near the cut to belong to one of the ends.
        package var isInBetween: Bool { abs(reach) < Temperament.inBetween }
    }

    /// First local date of the window.
    package var firstDay: LocalDate
    /// Last local date of the window.
    package var lastDay: LocalDate
    /// Plays in the window.
    package var plays: Int
    /// Local dates of the window with a play.
    package var activeDays: Int
    /// The axes that could be measured, in the order of ``Axis``; empty while there are too few plays.
    package var readings: [Reading]
    /// The most distinct ends, at most two, in the order of ``Axis``; empty while there are too few plays.
    package var label: [Pole]

    /// Creates a temperament.
    package init(
        firstDay: LocalDate, lastDay: LocalDate, plays: Int, activeDays: Int, readings: [Reading] = [],
        label: [Pole] = []
    ) {
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.plays = plays
        self.activeDays = activeDays
        self.readings = readings
        self.label = label
    }
}

extension Temperament {
    /// The length of the window in local dates, including the last one.
    package static let windowDays = 90
    /// The fewest plays in the window for which axes are measured.
    package static let neededPlays = 200
    /// The fewest local dates with a play for which axes are measured.
    package static let neededDays = 28
    /// An artist is new if it was not played in this many days before the window.
    package static let daysBefore = 275
    /// A play is a repeat if the same recording was played at most this many days before.
    package static let repeatDays = 28
    /// The age in days up to which a release is new.
    package static let newReleaseDays = 365

    /// How much of the way to an end, in millionths, an axis has to be to belong to that end.
    package static let inBetween = 150_000
    /// How much farther another axis has to be, in millionths, to take a place in the label: less than a dot is wide.
    private static let steadiness = 30_000

    /// The ends of the two axes that are nearest to one of their ends, in the order of ``Axis``; an axis in between has
    /// no place in it.
    ///
    /// - Parameters:
    ///   - readings: The axes.
    ///   - previous: An earlier label: its axes stay until others are clearly farther, so that it does not flicker. The
    ///     label itself gives the same label again.
    /// - Returns: At most two ends.
    package static func label(of readings: [Reading], after previous: [Pole]) -> [Pole] {
        let ranked = readings.enumerated().filter { !$0.element.isInBetween }.map { offset, reading in
            let axis = reading.axis
            let wasNamed = previous.contains(axis.high) || previous.contains(axis.low)
            return (
                offset: offset, weight: abs(reading.reach) + (wasNamed ? steadiness : 0),
                pole: reading.distance >= 0 ? axis.high : axis.low
            )
        }
        return ranked.sorted { ($1.weight, $0.offset) < ($0.weight, $1.offset) }.prefix(2)
            .sorted { $0.offset < $1.offset }.map(\.pole)
    }

    /// Whether a page of this day may call the window "the last 90 days".
    ///
    /// A window that ended yesterday counts too: the next sync measures today's.
    package func isCurrent(on today: LocalDate) -> Bool { lastDay >= today.advanced(by: -1) }

    /// Whether a page that shows `other` today says the same as a page with this one.
    ///
    /// A page names the days of a window only if the window is not current.
    func says(what other: Temperament) -> Bool {
        var moved = other
        (moved.firstDay, moved.lastDay) = (firstDay, lastDay)
        return self == moved && isCurrent(on: other.lastDay)
    }
}
