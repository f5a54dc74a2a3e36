/// Who may sign up in the companion: the setting `companion.signUp`.
package enum SignUp: String, Sendable, CaseIterable {
    /// Nobody: only users that the operator has connected can sign in.
    case closed
    /// Whoever has an invitation.
    case invited
    /// Everybody.
    case open
}
