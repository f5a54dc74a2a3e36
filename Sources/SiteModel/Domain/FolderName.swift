/// Names of top-level folders in the output: users and the operator's pages.
public enum FolderName {
    /// Names that the site, or a companion web service, needs for itself; no user and no page can have them.
    ///
    /// A user who already has a name that is added here keeps it.
    public static let reserved: Set<String> = [
        "404", "account", "admin", "api", "artwork", "assets", "auth", "callback", "connect", "data", "disconnect",
        "feed", "health", "index", "invite", "login", "logout", "serve", "session", "settings", "static", "sync",
    ]

    /// Whether a text is a well-formed name: `[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?`.
    public static func isWellFormed(_ text: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 40 else { return false }
        return isLetterOrDigit(first) && isLetterOrDigit(last)
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
}
