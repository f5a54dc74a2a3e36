import SiteModel

/// The page of a visitor who is not signed in.
enum SignInPage: TemplatePage {
    static let templateName = "account/signin"
    static let summary = "the companion's page for who is not signed in"

    /// All that `account/signin.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var companion: CompanionFrame
        var title: String
        var sentence: String
        var notice: String
        var action: String
        var isMain: Bool
        var invitation: Invitation?
        var signUp: SignUp?
        var closed: String
    }

    /// An invitation that can be used.
    struct Invitation: Hashable, Sendable {
        var code: String
        var username: String
        var address: String
        var problem: String
    }

    /// The form for who has no page yet.
    struct SignUp: Hashable, Sendable {
        var site: String
        var username: String
        var problem: String
    }
}

extension SignInPage.Model {
    init(_ view: SignInView, in context: CompanionContext) {
        let problem = view.problem?.sentence ?? ""
        if case .valid(let code, let username) = view.invitation {
            invitation = .init(
                code: code, username: username, address: context.shownSite + username, problem: problem)
        }
        let isInvited = invitation != nil
        if view.signUp == .open, !isInvited {
            signUp = .init(site: context.shownSite, username: view.username, problem: problem)
        }
        title = isInvited ? "You are invited" : "Sign in"
        sentence =
            isInvited
            ? "A page of your own, made of what you listen to."
            : "Bring your page up to date, or change what it shows and who can see it."
        notice = view.notice?.sentence ?? ""
        action = context.action(.signIn)
        isMain = !isInvited
        closed =
            switch (view.invitation, view.signUp) {
            case (.valid?, _): ""
            case (.invalid?, .open): "\(Self.uselessInvitation) You do not need one: everybody can make a page here."
            case (.invalid?, _): "\(Self.uselessInvitation) Ask the person who runs this site for a new one."
            case (nil, .closed): "New pages are made by the person who runs this site."
            case (nil, .invited): "For a page of your own, ask the person who runs this site for an invitation."
            case (nil, .open): ""
            }
        (page, companion) = context.frame(title: title)
    }

    private static let uselessInvitation = "This invitation cannot be used: it was used before, or it is too old."
}

extension SignInPage.Model: TemplateModel {
    static var fields: [TemplateField<SignInPage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .object("companion", "What only the companion's pages have around them.") { $0.companion },
            .text("title", "The heading.") { $0.title },
            .text("sentence", "What there is to do here.") { $0.sentence },
            .text("notice", "What has just happened; can be empty.") { $0.notice },
            .text("action", "Where the forms are sent, by POST.") { $0.action },
            .flag("isMain", "Whether signing in is what most will do here: there is no invitation.") { $0.isMain },
            .object("invitation", "An invitation that can be used; missing without one.") { $0.invitation },
            .object("signUp", "The form for a new page; missing unless everybody may make one.") { $0.signUp },
            .text("closed", "How to get a page, or what is wrong with the invitation; can be empty.") { $0.closed },
        ]
    }
}

extension SignInPage.Invitation: TemplateModel {
    static var fields: [TemplateField<SignInPage.Invitation>] {
        [
            .text("code", "The value of the hidden field `invitation`.") { $0.code },
            .text("username", "The username that it is for.") { $0.username },
            .text("address", "Where the page will be: `music.example.org/ada`.") { $0.address },
            .text("problem", "What is wrong with the username; can be empty.") { $0.problem },
        ]
    }
}

extension SignInPage.SignUp: TemplateModel {
    static var fields: [TemplateField<SignInPage.SignUp>] {
        [
            .text("site", "What stands before the username in the address: `music.example.org/`.") { $0.site },
            .text("username", "What was typed before.") { $0.username },
            .text("problem", "What is wrong with it; can be empty.") { $0.problem },
        ]
    }
}
