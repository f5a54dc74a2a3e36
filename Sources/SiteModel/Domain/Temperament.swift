/// What the plays of a user's last 90 days come to, each measure as a plain number with what was counted.
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

    /// Where a user stands on an axis.
    public struct Reading: Hashable, Sendable, Codable {
        /// Which axis.
        public var axis: Axis
        /// The end the user is nearer to; kept while the value stays within the hysteresis of the cut.
        public var pole: Pole
        /// From 0 to 1,000,000.
        public var value: Int
        /// Where the one end turns into the other, in the same unit.
        public var cut: Int
        /// The value as a page shows it, such as `31 %`.
        public var number: String
        /// One sentence that says what was counted.
        public var sentence: String

        /// Creates a reading.
        public init(axis: Axis, pole: Pole, value: Int, cut: Int, number: String, sentence: String) {
            self.axis = axis
            self.pole = pole
            self.value = value
            self.cut = cut
            self.number = number
            self.sentence = sentence
        }

        /// How far the value is from the cut; above zero toward ``Temperament/Axis/high``.
        public var distance: Int { value - cut }
    }

    /// A measure that has no two ends.
    public struct Fact: Hashable, Sendable, Codable {
        /// What is measured.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case activeDays
            case streak
            case hour
            case steadiness
        }

        /// What is measured.
        public var kind: Kind
        /// The value as a page shows it.
        public var number: String
        /// One sentence that says what was counted.
        public var sentence: String

        /// Creates a fact.
        public init(kind: Kind, number: String, sentence: String) {
            self.kind = kind
            self.number = number
            self.sentence = sentence
        }
    }

    /// First local date of the window.
    public var firstDay: LocalDate
    /// Last local date of the window.
    public var lastDay: LocalDate
    /// Plays in the window.
    public var plays: Int
    /// Local dates of the window with a play.
    public var activeDays: Int
    /// What is said as long as there are too few plays; `nil` once they suffice.
    public var learning: String?
    /// The axes that could be measured, in the order of ``Axis``; none while learning.
    public var readings: [Reading]
    /// The two ends that are named first, by axis; none while learning.
    public var label: [Pole]
    /// Further measures; none while learning.
    public var facts: [Fact]

    /// Creates a temperament.
    public init(
        firstDay: LocalDate, lastDay: LocalDate, plays: Int, activeDays: Int, learning: String? = nil,
        readings: [Reading] = [], label: [Pole] = [], facts: [Fact] = []
    ) {
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.plays = plays
        self.activeDays = activeDays
        self.learning = learning
        self.readings = readings
        self.label = label
        self.facts = facts
    }

    /// Whether a page says the same of both: it does not name the days of the window, which moves on every day.
    func says(what other: Temperament) -> Bool {
        var moved = other
        (moved.firstDay, moved.lastDay) = (firstDay, lastDay)
        return self == moved
    }
}

/// A play as the measures of a temperament see it.
public struct TemperamentPlay: Hashable, Sendable {
    /// End of the play.
    public var playedAt: Instant
    /// How long it was listened to, in milliseconds.
    public var listenedMs: Int64
    /// The same for all track ids of one recording: its ISRC, else the track's key.
    public var recording: String
    /// Key of the first-named artist, where there is one.
    public var artistID: String?
    /// `1998`, `1998-04` or `1998-04-21`; `nil` where nobody told.
    public var releaseDate: String?

    /// Creates a play.
    public init(
        playedAt: Instant, listenedMs: Int64, recording: String, artistID: String?, releaseDate: String? = nil
    ) {
        self.playedAt = playedAt
        self.listenedMs = listenedMs
        self.recording = recording
        self.artistID = artistID
        self.releaseDate = releaseDate
    }
}
