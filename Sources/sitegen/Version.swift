/// What this program calls itself.
enum SitegenVersion {
    /// By semantic versioning; the CHANGELOG says what is in it.
    static let current = "0.1.0"
}
