/// Names of folders at the top of the output: of users and of the operator's pages.
public enum FolderName {
    /// Names that the site needs for itself, or for a companion in the browser: neither a user nor a page can have them.
    ///
    /// A name that is added here stays with the user who has it already.
    public static let reserved: Set<String> = [
        "404", "account", "admin", "api", "artwork", "assets", "auth", "callback", "connect", "data", "disconnect",
        "feed", "health", "index", "invite", "login", "logout", "serve", "session", "settings", "static", "sync",
    ]

    /// Whether a text has the form of a name: `[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?`.
    public static func isWellFormed(_ text: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 40 else { return false }
        return isLetterOrDigit(first) && isLetterOrDigit(last)
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
}
