package import SiteModel

/// What the sign-in page says.
package struct SignInView: Sendable {
    /// An invitation that was named in the address.
    package enum Invitation: Sendable, Hashable {
        /// It can be used once, for this username.
        case valid(code: String, username: String)
        /// It is unknown, used or too old.
        case invalid
    }

    /// Who can make a page.
    package var signUp: SignUp
    /// The invitation; `nil` when none was named.
    package var invitation: Invitation?
    /// The username that was typed before.
    package var username: String
    /// What is wrong with that username.
    package var problem: NameProblem?
    /// What has just happened.
    package var notice: AccountNotice?

    package init(
        signUp: SignUp, invitation: Invitation? = nil, username: String = "", problem: NameProblem? = nil,
        notice: AccountNotice? = nil
    ) {
        self.signUp = signUp
        self.invitation = invitation
        self.username = username
        self.problem = problem
        self.notice = notice
    }
}
