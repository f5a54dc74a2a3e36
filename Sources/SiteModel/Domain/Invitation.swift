/// The operator's permission for one person to sign up under one username, once.
///
/// The store has only the hash of its code.
package struct Invitation: Hashable, Sendable {
    /// The only name under which the code signs up.
    package var username: Username
    /// When the operator made it.
    package var createdAt: Instant
    /// When the code stops working.
    package var endsAt: Instant

    /// How long a code works, unless the operator says otherwise.
    package static let lifetime: Duration = .seconds(7 * 86_400)
}
