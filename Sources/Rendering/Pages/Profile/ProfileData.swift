import SiteModel

/// All that one profile page is made from: what the store has, with local dates, so that making the page needs no clock
/// and no time zone.
@dynamicMemberLookup
struct ProfileData: Hashable, Sendable {
    /// What the store has, read from ``firstDay(today:)`` on.
    var listening: ProfileListening
    /// Today's date in the user's zone: the year of days ends here.
    var today: LocalDate
    /// The local date of the last sync that succeeded; `nil` for a user whose plays are all imported.
    ///
    /// A date and not a moment: a sync that finds nothing new leaves the page's bytes as they are for the rest of the
    /// day, and at midnight the year of days moves anyway.
    var syncedOn: LocalDate?
    /// The local dates, first to last, in which plays may be missing.
    var gaps: [ClosedRange<LocalDate>] = []

    /// What the store has, by its own names.
    subscript<Value>(dynamicMember member: WritableKeyPath<ProfileListening, Value>) -> Value {
        get { listening[keyPath: member] }
        set { listening[keyPath: member] = newValue }
    }
}

extension ProfileData {
    /// Adds local dates to what the store has.
    ///
    /// - Parameters:
    ///   - listening: Read from ``firstDay(today:)`` on.
    ///   - today: The date in the user's zone.
    ///   - clock: The clock of the user's zone.
    init(_ listening: ProfileListening, today: LocalDate, clock: ZoneOffsets) {
        self.init(
            listening: listening, today: today, syncedOn: listening.user.syncedAt.map(clock.date),
            gaps: listening.gaps.map { gap in
                let (from, to) = (clock.date(of: gap.from), clock.date(of: gap.to))
                return from...max(from, to)
            })
    }

    /// The first day whose listening a page needs: the year of days, and all of this calendar year.
    ///
    /// They differ on one day in four years: 31 December of a leap year is its 366th day.
    static func firstDay(today: LocalDate) -> LocalDate {
        let yearOfDays = today.advanced(by: 1 - YearGrid.length)
        return LocalDate(year: today.components.year, month: 1, day: 1).map { min($0, yearOfDays) } ?? yearOfDays
    }

    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !listening.user.hiddenSections.contains(section) }

    /// The last date that the page covers; `nil` for a user without a sync or a play.
    var asOf: LocalDate? { syncedOn ?? listening.activeDates.last }
}
