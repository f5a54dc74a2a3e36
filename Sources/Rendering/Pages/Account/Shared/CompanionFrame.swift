/// What surrounds the contents of a companion's page, besides what every page of the site has.
struct CompanionFrame: Hashable, Sendable {
    var stylesheet: String
    var home: String
    var signOut: AccountForm?
}

extension CompanionFrame: TemplateModel {
    static var fields: [TemplateField<CompanionFrame>] {
        [
            .text("stylesheet", "Link to `account/account.css`; empty when there is none.") { $0.stylesheet },
            .text("home", "Link to the account page, which is the sign-in page for who is not signed in.") { $0.home },
            .object("signOut", "The form that signs out; missing when nobody is signed in.") { $0.signOut },
        ]
    }
}

/// Where a form is sent, and its proof that it came from our page.
struct AccountForm: Hashable, Sendable {
    var action: String
    var token: String
}

extension AccountForm: TemplateModel {
    static var fields: [TemplateField<AccountForm>] {
        [
            .text("action", "Where the form is sent, by POST.") { $0.action },
            .text("token", "The value of the hidden field `token`, without which the form is refused.") { $0.token },
        ]
    }
}
