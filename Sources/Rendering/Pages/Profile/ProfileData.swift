import SiteModel

/// All that one profile page is made from, as the store has it: no clock is read after this.
struct ProfileData: Hashable, Sendable {
    /// Whose page it is.
    var user: User
    /// Today's date in the user's zone: the year of days ends here.
    var today: LocalDate
    /// The local date of the last sync that succeeded; `nil` for someone whose plays all come from an export.
    ///
    /// A date and not a moment: a sync that finds nothing new leaves the page's bytes as they are for the rest of the
    /// day, and at midnight the year of days moves anyway.
    var syncedOn: LocalDate?
    /// Every day with a play that the store knows, oldest first: the longest streak looks at all of them.
    var days: [ListeningDay]
    /// The current lists, by rank.
    var topArtists: [TimeRange: [TopArtist]]
    /// The current lists, by rank.
    var topTracks: [TimeRange: [TopTrack]]
    /// Listened milliseconds in each local hour of the past 365 days, 24 of them; empty when nobody counted.
    var hours: [Int64]
    /// The local dates, first to last, in which plays may be missing.
    var gaps: [ClosedRange<LocalDate>]

    init(
        user: User, today: LocalDate, syncedOn: LocalDate? = nil, days: [ListeningDay] = [],
        topArtists: [TimeRange: [TopArtist]] = [:], topTracks: [TimeRange: [TopTrack]] = [:], hours: [Int64] = [],
        gaps: [ClosedRange<LocalDate>] = []
    ) {
        self.user = user
        self.today = today
        self.syncedOn = syncedOn
        self.days = days
        self.topArtists = topArtists
        self.topTracks = topTracks
        self.hours = hours
        self.gaps = gaps
    }

    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !user.hiddenSections.contains(section) }

    /// The date up to which the page speaks; `nil` for a user of whom nothing is known yet.
    var asOf: LocalDate? { syncedOn ?? days.last { $0.plays > 0 }?.date }
}
