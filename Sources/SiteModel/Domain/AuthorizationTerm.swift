/// The six months for which an authorization is valid; a refresh does not extend them.
public struct AuthorizationTerm: Hashable, Sendable {
    /// When the user authorized.
    public var authorizedAt: Instant

    /// How many days before the end `status` begins to warn.
    public static let warningDays = 30

    /// Creates the term of an authorization.
    public init(authorizedAt: Instant) {
        self.authorizedAt = authorizedAt
    }

    /// The same time of day (UTC) six calendar months later, or on the last day of a shorter month.
    public var endsAt: Instant {
        let start = ZoneOffsets.utc.date(of: authorizedAt)
        let timeOfDay = authorizedAt.since(ZoneOffsets.utc.start(of: start))
        let (year, month, day) = start.components
        let endYear = month > 6 ? year + 1 : year
        let endMonth = month > 6 ? month - 6 : month + 6
        var end = start
        for candidate in stride(from: day, through: day - 3, by: -1) {
            guard let date = LocalDate(year: endYear, month: endMonth, day: candidate) else { continue }
            end = date
            break
        }
        return ZoneOffsets.utc.start(of: end) + timeOfDay
    }

    /// Whole days until the end; 0 on the last day and afterwards.
    public func daysLeft(at now: Instant) -> Int {
        Int(max(endsAt.since(now).milliseconds, 0) / 86_400_000)
    }

    /// Whether the end is close enough for a warning.
    public func isEnding(at now: Instant) -> Bool {
        daysLeft(at: now) <= Self.warningDays
    }
}
