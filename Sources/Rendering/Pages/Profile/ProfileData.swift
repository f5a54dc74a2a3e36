import SiteModel

/// All that one profile page is made from, in local dates: no clock and no time zone is asked after this.
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
    /// The listening days from ``firstDay(today:)`` on, oldest first.
    var days: [ListeningDay]
    /// The listening months from that of the first day on, oldest first.
    var months: [ListeningMonth] = []
    /// The artists and tracks that are the top ones of a month, by key.
    var monthArtists: [String: Artist] = [:]
    var monthTracks: [String: Track] = [:]
    /// How many artists were heard for the first time in a month.
    var newArtists: [LocalMonth: Int] = [:]
    /// Every date with a play that the store knows, oldest first: the longest streak looks at all of them.
    var activeDates: [LocalDate]
    /// The current lists, by rank.
    var topArtists: [TimeRange: [TopArtist]]
    /// The current lists, by rank.
    var topTracks: [TimeRange: [TopTrack]]
    /// What was last measured; `nil` before the first time.
    var temperament: Temperament?
    /// The local dates, first to last, in which plays may be missing.
    var gaps: [ClosedRange<LocalDate>]

    init(
        user: User, today: LocalDate, syncedOn: LocalDate? = nil, days: [ListeningDay] = [],
        activeDates: [LocalDate] = [], topArtists: [TimeRange: [TopArtist]] = [:],
        topTracks: [TimeRange: [TopTrack]] = [:], temperament: Temperament? = nil,
        gaps: [ClosedRange<LocalDate>] = []
    ) {
        self.user = user
        self.today = today
        self.syncedOn = syncedOn
        self.days = days
        self.activeDates = activeDates
        self.topArtists = topArtists
        self.topTracks = topTracks
        self.temperament = temperament
        self.gaps = gaps
    }

    /// Turns what the store has into local dates.
    ///
    /// - Parameters:
    ///   - listening: Read from ``firstDay(today:)`` on.
    ///   - today: The date in the user's zone.
    ///   - clock: Of the user's zone.
    init(_ listening: ProfileListening, today: LocalDate, clock: ZoneClock) {
        self.init(
            user: listening.user, today: today, syncedOn: listening.user.syncedAt.map(clock.date),
            days: listening.days, activeDates: listening.activeDates, topArtists: listening.topArtists,
            topTracks: listening.topTracks, temperament: listening.temperament,
            gaps: listening.gaps.map { gap in
                let (from, to) = (clock.date(of: gap.from), clock.date(of: gap.to))
                return from...max(from, to)
            })
        months = listening.months
        monthArtists = listening.monthArtists
        monthTracks = listening.monthTracks
        newArtists = listening.newArtists
    }

    /// From which day on a page needs each listening day: the year of days, and all of this calendar year.
    ///
    /// They differ on one day in four years: 31 December of a leap year is its 366th day.
    static func firstDay(today: LocalDate) -> LocalDate {
        let yearOfDays = today.advanced(by: 1 - ListeningYear.length)
        return LocalDate(year: today.components.year, month: 1, day: 1).map { min($0, yearOfDays) } ?? yearOfDays
    }

    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !user.hiddenSections.contains(section) }

    /// The date up to which the page speaks; `nil` for a user of whom nothing is known yet.
    var asOf: LocalDate? { syncedOn ?? activeDates.last }
}
