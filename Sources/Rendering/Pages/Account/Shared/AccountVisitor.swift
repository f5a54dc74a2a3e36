package import SiteModel

/// Who is signed in on a page.
package struct AccountVisitor: Sendable {
    /// The user.
    package var user: User
    /// The token against forged requests, for a form that is sent to a route.
    package var token: @Sendable (CompanionRoute) -> String

    package init(user: User, token: @escaping @Sendable (CompanionRoute) -> String) {
        self.user = user
        self.token = token
    }
}
