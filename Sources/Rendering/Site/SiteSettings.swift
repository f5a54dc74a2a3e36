public import Foundation

/// What the operator sets about the site as a whole.
public struct SiteSettings: Sendable {
    /// `site.title`.
    public var title: String
    /// `site.baseURL`, for canonical links and the sitemap; `nil` leaves both out.
    public var baseURL: String?
    /// `site.timeZone`, for the pages that belong to no user.
    public var timeZone: TimeZone
    /// `build.maxAge`.
    public var maxAge: Duration
    /// `build.precompress`.
    public var precompression: Precompression

    /// Creates settings; the defaults are those of `sitegen.yaml`.
    public init(
        title: String = "Listening", baseURL: String? = nil, timeZone: TimeZone = .gmt,
        maxAge: Duration = .seconds(3600), precompression: Precompression = .gzip
    ) {
        self.title = title
        self.baseURL = baseURL
        self.timeZone = timeZone
        self.maxAge = maxAge
        self.precompression = precompression
    }
}
