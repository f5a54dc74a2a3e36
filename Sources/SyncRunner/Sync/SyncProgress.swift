/// What a run tells while it goes on.
public enum SyncProgress: Hashable, Sendable {
    /// So many users will be asked about.
    case started(users: Int)
    /// One more is through; what the report says of a user may still change.
    case finished(username: String, done: Int, users: Int)
}
