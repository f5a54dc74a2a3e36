/// What a picture for links shows, in finished words.
///
/// Whoever makes one leaves out what the page does not show: an empty text, or no days, takes no room.
public struct ShareCard: Hashable, Sendable {
    /// The size of the picture and how it is arranged.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// 1200 × 630 pixels, as previews of links show it.
        case link
        /// 1080 × 1920 pixels, as a phone shows it.
        case phone

        /// The width in pixels.
        public var width: Int { self == .link ? 1200 : 1080 }
        /// The height in pixels.
        public var height: Int { self == .link ? 630 : 1920 }
    }

    /// The size.
    public var format: Format
    /// The name of the owner; any characters.
    public var title: String
    /// Stands in for a ``title`` that is empty or that no font can draw: a username.
    public var plainTitle: String
    /// What the picture is about, in a few English words.
    public var subtitle: String
    /// One English sentence, without a full stop.
    public var sentence: String
    /// A dot for each day; `nil` draws none.
    public var days: DayDots?
    /// What ``names`` are, in a few English words.
    public var namesLabel: String
    /// Artists, the first one first; any characters.
    ///
    /// The first three that can be drawn are.
    public var names: [String]
    /// The hue of all colours: degrees of OKLCH.
    public var hue: Int
    /// The title of the site; any characters.
    public var site: String
    /// Where the data comes from, in a few English words.
    public var source: String

    /// Creates a picture; everything but its title can be left out.
    public init(
        format: Format = .link, title: String, plainTitle: String, subtitle: String = "", sentence: String = "",
        days: DayDots? = nil, namesLabel: String = "", names: [String] = [], hue: Int, site: String = "",
        source: String = ""
    ) {
        self.format = format
        self.title = title
        self.plainTitle = plainTitle
        self.subtitle = subtitle
        self.sentence = sentence
        self.days = days
        self.namesLabel = namesLabel
        self.names = names
        self.hue = hue
        self.site = site
        self.source = source
    }
}

/// Days as dots that grow with the minutes, in columns from left to right.
public struct DayDots: Hashable, Sendable {
    /// How much music a day had: `nil` before the first play that is known, 0 for none, up to 4 for most.
    public var levels: [Int?]
    /// How many dots a column has: 7 for weeks, 1 for a single line.
    public var rows: Int
    /// How many places of the first column stay empty.
    public var lead: Int

    /// Creates dots.
    public init(levels: [Int?], rows: Int = 7, lead: Int = 0) {
        self.levels = levels
        self.rows = max(1, rows)
        self.lead = max(0, lead)
    }

    /// How many columns there are.
    var columns: Int { (levels.count + lead + rows - 1) / rows }
}
