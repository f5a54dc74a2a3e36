/// What the operator sets about the site as a whole.
public struct SiteSettings: Sendable {
    /// `site.title`.
    public var title: String
    /// `site.baseURL`, for canonical links and the sitemap; `nil` leaves both out.
    public var baseURL: String?
    /// `companion.url`, for the link from profiles to the account page; `nil` leaves it out.
    public var companionURL: String?
    /// `site.weekStart`.
    public var weekStart: WeekStart
    /// `recap`.
    public var recapPages: RecapPages
    /// `build.maxAge`.
    public var maxAge: Duration
    /// `build.precompress`.
    public var precompression: Precompression
    /// `site.images`; without ``baseURL`` there are none.
    public var images: ShareImageChoice
    /// `site.data`.
    public var publishesData: Bool

    /// Creates settings; the defaults are those of `sitegen.yaml`.
    public init(
        title: String = "Listening", baseURL: String? = nil, weekStart: WeekStart = .monday,
        recapPages: RecapPages = .months, maxAge: Duration = .seconds(3600), precompression: Precompression = .gzip,
        companionURL: String? = nil, images: ShareImageChoice = .none,
        publishesData: Bool = true
    ) {
        self.title = title
        self.baseURL = baseURL
        self.companionURL = companionURL
        self.weekStart = weekStart
        self.recapPages = recapPages
        self.maxAge = maxAge
        self.precompression = precompression
        self.images = images
        self.publishesData = publishesData
    }
}

/// For which pages pictures are drawn that links to them show.
public enum ShareImageChoice: String, Sendable, CaseIterable {
    case none
    case recap
    case all
}

/// Of which periods users have pages.
public enum RecapPages: String, Sendable, CaseIterable {
    /// Of years and of months.
    case months
    /// Of years.
    case years
    /// Of none.
    case none
}

/// The first day of the week in charts and tables.
public enum WeekStart: String, Sendable, CaseIterable {
    case monday
    case sunday
    case saturday

    /// Days since Monday.
    var weekday: Int {
        switch self {
        case .monday: 0
        case .saturday: 5
        case .sunday: 6
        }
    }
}
