import SiteModel
import Synchronization

/// Lets each user do something once in a while; forgets itself when the program ends.
final class RateLimit: Sendable {
    private let interval: Duration
    private let last = Mutex<[Int64: Instant]>([:])

    init(every interval: Duration) { self.interval = interval }

    /// Takes a try back that came to nothing.
    func giveBack(_ user: Int64) { last.withLock { $0[user] = nil } }

    /// Counts a try of a user.
    ///
    /// - Returns: `nil` when it may go on, or from when.
    func take(_ user: Int64, at now: Instant) -> Instant? {
        last.withLock { last in
            last = last.filter { $0.value <= now && now.since($0.value) < interval }
            if let moment = last[user] { return moment + interval }
            last[user] = now
            return nil
        }
    }
}

/// The users for whom something is under way, once at a time.
final class UsersAtWork: Sendable {
    private let users = Mutex<Set<Int64>>([])

    /// Whether it may begin for a user; ``end(_:)`` must follow then.
    func begin(_ user: Int64) -> Bool { users.withLock { $0.insert(user).inserted } }

    func end(_ user: Int64) { users.withLock { _ = $0.remove(user) } }
}
