/// A file of the site that a deployment has to copy or delete.
public struct SiteChange: Hashable, Sendable {
    /// What to do with the file, in this order.
    public enum Kind: String, Sendable, CaseIterable {
        /// A user's file that must not be shown, and is to be deleted before anything else.
        case hidden
        /// A file below `assets/`, whose bytes never change.
        case asset
        /// Any other file of the site.
        case page
        /// A file of the site itself that is gone.
        case removed
    }

    /// What to do.
    public var kind: Kind
    /// Relative to the output.
    public var path: String

    init(path: String, isGone: Bool, isOwned: Bool) {
        self.path = path
        kind =
            switch (isGone, isOwned) {
            case (true, true): .hidden
            case (true, false): .removed
            case (false, _): path.hasPrefix("assets/") ? .asset : .page
            }
    }
}

/// A cursor that the store does not know: too old, of another database, or issued after the backup that was put back.
public struct UnknownCursor: Error, CustomStringConvertible {
    /// How long a cursor, and the memory of a deleted file, is kept.
    public static let kept = Duration.days(30)

    /// The cursor.
    public var word: String

    /// What is wrong, and what to do.
    public var description: String {
        "the database does not know the cursor '\(word.prefix(40))': it is older than 30 days, or of another database, or a "
            + "backup was put back; run 'sitegen changes' without --since, copy all that it names, and delete all else"
    }
}
