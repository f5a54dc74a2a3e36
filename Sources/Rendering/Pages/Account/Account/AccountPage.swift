import SiteModel

/// The page on which a user sees and changes everything.
enum AccountPage: TemplatePage {
    static let templateName = "account/account"
    static let summary = "the companion's page for who is signed in"

    /// All that `account/account.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var companion: CompanionFrame
        var name: String
        var username: String
        var site: String
        var pageSentence: String
        var pageLink: String
        var pageAddress: String
        var notice: String
        var problems: [Problem]
        var sync: SyncPart
        var settings: SettingsPart
        var rename: AccountForm
        var newUsername: String
        var newUsernameProblem: String
        var data: String
        var sessions: SessionsPart
        var disconnect: ConfirmedPart
        var delete: ConfirmedPart
        var health: String
    }

    /// A line of the list of what is wrong.
    struct Problem: Hashable, Sendable {
        var field: String
        var name: String
        var sentence: String
    }
}

extension AccountPage.Model {
    init(_ view: AccountView, in context: CompanionContext) {
        let (visitor, user) = (view.visitor, view.visitor.user)
        let words = MomentWords(at: view.now, for: user)
        let address = context.pageAddress(user.username)
        let isShown = view.hasListening && user.visibility != .private
        name = user.shownName
        username = user.username.rawValue
        site = context.shownSite
        pageLink = isShown ? address : ""
        pageAddress = context.shownSite + user.username.rawValue
        pageSentence =
            switch user.visibility {
            case _ where !view.hasListening: "There is no page yet: nothing was heard from Spotify."
            case .private: "Nobody sees your page yet. You choose below who can."
            case .unlisted: "Your page is unlisted:"
            case .public: "Your page is public:"
            }
        notice = view.notice?.sentence ?? ""
        problems = view.problems.map { .init(field: $0.field, name: $0.fieldName, sentence: $0.sentence) }
        sync = .init(view, words, in: context)
        settings = .init(view, in: context)
        rename = context.form(.rename, of: visitor)
        newUsername = view.typed.newUsername ?? ""
        newUsernameProblem = view.problems.sentence(at: "new-username")
        data = context.path + "data.json"
        sessions = .init(view, words, in: context)
        disconnect = .init(
            context.form(.disconnect, of: visitor), opensFor: .disconnect, problem: .disconnect, view)
        delete = .init(context.form(.delete, of: visitor), opensFor: .delete, problem: .delete, view)
        health = view.isAdmin ? context.path + "health" : ""
        (page, companion) = context.frame(
            title: problems.isEmpty ? "Your account" : "Not saved: your account", visitor: visitor)
    }
}

extension AccountPage.Model: TemplateModel {
    static var fields: [TemplateField<AccountPage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .object("companion", "What only the companion's pages have around them.") { $0.companion },
            .text("name", "The user's name on Spotify, or the username without one; any characters.") { $0.name },
            .text("username", "The username.") { $0.username },
            .text("site", "What stands before a username in an address: `music.example.org/`.") { $0.site },
            .text("pageSentence", "Who can see the user's page, in words.") { $0.pageSentence },
            .text("pageLink", "The full address of the user's page; empty while there is none.") { $0.pageLink },
            .text("pageAddress", "The same as people write it: `music.example.org/ada`; never empty.") {
                $0.pageAddress
            },
            .text("notice", "What has just happened; can be empty.") { $0.notice },
            .flag("hasProblems", "Whether anything is wrong with what was sent.") { !$0.problems.isEmpty },
            .list("problems", "What is wrong with what was sent; usually nothing.") { $0.problems },
            .object("sync", "What was heard from Spotify.") { $0.sync },
            .object("settings", "The form in which a user says what the page shows.") { $0.settings },
            .object("rename", "The form that moves the page; its field is `username`.") { $0.rename },
            .text("newUsername", "What was typed there; can be empty.") { $0.newUsername },
            .text("newUsernameProblem", "What is wrong with it; can be empty.") { $0.newUsernameProblem },
            .text("data", "Link to everything that is stored about the user, a JSON file.") { $0.data },
            .object("sessions", "Where the user is signed in.") { $0.sessions },
            .object("disconnect", "The form that deletes what came from Spotify.") { $0.disconnect },
            .object("delete", "The form that deletes everything.") { $0.delete },
            .text("health", "Link to the health of the site; empty for all but admins.") { $0.health },
        ]
    }
}

extension AccountPage.Problem: TemplateModel {
    static var fields: [TemplateField<AccountPage.Problem>] {
        [
            .text("field", "The id of the field in the page.") { $0.field },
            .text("name", "What the field is called.") { $0.name },
            .text("sentence", "What to change.") { $0.sentence },
        ]
    }
}
