/// A user's pages as the question "what has to be rendered, what has to go?" sees them.
public struct UserPages: Hashable, Sendable {
    /// The owner of the pages.
    public var user: User
    /// Whether an account is connected, or anything was imported; without either there is no page.
    public var hasListening: Bool
    /// What the manifest holds of the user's pages, wherever they are, by path.
    public var records: [PageRecord]

    /// Creates a value.
    public init(user: User, hasListening: Bool, records: [PageRecord]) {
        self.user = user
        self.hasListening = hasListening
        self.records = records
    }

    /// Whether the user has pages at all.
    public var isShown: Bool { hasListening && user.visibility != .private }
}
