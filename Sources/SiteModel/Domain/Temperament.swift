/// What the plays of 90 days come to: figures only, the page makes the words.
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

    /// How many of some things were counted.
    package struct Share: Hashable, Sendable, Codable {
        /// How many were counted.
        package var count: Int
        /// How many there are.
        package var total: Int
        /// The count as a share of the total, in millionths.
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
        /// Artists that are new, `nil` without enough history to tell; and plays that repeat an earlier one.
        case exploration(newArtists: Share?, repeats: Share)
        /// Plays with a known artist, and those artists; also as equally played artists, in millionths, which is `nil`
        /// when no artist was played twice.
        case width(plays: Int, artists: Int, effectiveArtists: Int?)
        /// Plays of a new release, out of those with a known release date; and the median year of release.
        case freshness(newReleases: Share, medianYear: Int)
        /// Plays that began at night.
        case night(plays: Share)

        /// The axis that was counted for.
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
        /// The end the user is nearer to; kept while the value stays within the hysteresis of the cut.
        package var pole: Pole
        /// From 0 to 1,000,000.
        package var value: Int
        /// Where one end turns into the other, in the same unit as the value.
        package var cut: Int
        /// What the value was made from.
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

        /// How far the value is from the cut; above zero toward ``Temperament/Axis/high``.
        package var distance: Int { value - cut }
    }

    /// First local date of the window.
    package var firstDay: LocalDate
    /// Last local date of the window.
    package var lastDay: LocalDate
    /// Plays in the window.
    package var plays: Int
    /// Local dates of the window with a play.
    package var activeDays: Int
    /// The axes that could be measured, in the order of ``Axis``; none while there are too few plays.
    package var readings: [Reading]
    /// The two ends that are named first, by axis; none while there are too few plays.
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
    /// How many local dates are measured, the last one included.
    package static let windowDays = 90
    /// With fewer plays in the window, no axis is measured.
    package static let neededPlays = 200
    /// With fewer local dates with a play, no axis is measured.
    package static let neededDays = 28
    /// An artist is new when not played in this many days before the window.
    package static let daysBefore = 275
    /// A play repeats an earlier one of its track that is at most this many days older.
    package static let repeatDays = 28
    /// A release is new up to this age, in days.
    package static let newReleaseDays = 365

    /// Whether the window is the one that a page of this day speaks of as "the last 90 days".
    ///
    /// Yesterday's still is: the next sync measures today's.
    package func isCurrent(on today: LocalDate) -> Bool { lastDay >= today.advanced(by: -1) }

    /// Whether a page that shows `other` today says what a page with this one said.
    ///
    /// A page names the days of a window only when the window is not current.
    func says(what other: Temperament) -> Bool {
        var moved = other
        (moved.firstDay, moved.lastDay) = (firstDay, lastDay)
        return self == moved && isCurrent(on: other.lastDay)
    }
}
