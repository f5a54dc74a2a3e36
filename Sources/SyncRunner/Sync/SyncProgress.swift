/// The progress of a sync.
public enum SyncProgress: Hashable, Sendable {
    /// The number of users to sync.
    case started(users: Int)
    /// The sync of one more user is done; the report may still change its outcome.
    case finished(username: String, done: Int, users: Int)
}
