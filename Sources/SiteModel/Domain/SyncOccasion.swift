/// Why a user was synced.
public enum SyncOccasion: String, Sendable {
    /// A run, or the operator.
    case run
    /// The user, in the companion.
    case asked
}
