/// A browser in which a user is signed in to the web companion.
package struct CompanionSession: Hashable, Sendable {
    /// SHA-256 of the session's secret, which only the browser has.
    package var id: [UInt8]
    /// The user who is signed in.
    package var userID: Int64
    /// When the user signed in.
    package var createdAt: Instant
    /// When the session was last used, at most ``seenEvery`` too early.
    package var seenAt: Instant
    /// When it ends, however much it is used.
    package var endsAt: Instant
    /// What the browser calls itself, for the user's list of sessions.
    package var agent: String?

    /// A session that was not used for this long has ended.
    package static let idleLimit: Duration = .seconds(7 * 86_400)
    /// No session lasts longer than this.
    package static let lifetime: Duration = .seconds(30 * 86_400)
    /// How old ``seenAt`` may become before it is written again: not every request has to write.
    package static let seenEvery: Duration = .seconds(3600)

    /// Names the session towards its user: 16 hexadecimal digits, from which the secret cannot be found.
    package var publicID: String { Self.publicID(of: id) }

    static func publicID(of id: [UInt8]) -> String { id.prefix(8).hex }

    /// Whether one of the two limits is reached.
    package func isOver(at now: Instant) -> Bool {
        now >= endsAt || now.since(seenAt) >= Self.idleLimit
    }
}
