/// A user, with what decides which of the user's pages are rendered and which are deleted.
public struct UserPages: Hashable, Sendable {
    /// The owner of the pages.
    public var user: User
    /// Whether an account is connected or a play was imported; without either the user has no page.
    public var hasListening: Bool
    /// The manifest's entries for the user's pages, in any folder, by path.
    public var records: [PageRecord]

    /// Creates a value.
    public init(user: User, hasListening: Bool, records: [PageRecord]) {
        self.user = user
        self.hasListening = hasListening
        self.records = records
    }

    /// Whether the user has any pages.
    public var isShown: Bool { hasListening && user.visibility != .private }
}
