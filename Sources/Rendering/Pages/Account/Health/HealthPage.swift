import SiteModel

/// How all users are, for an admin.
enum HealthPage: TemplatePage {
    static let templateName = "account/health"
    static let summary = "the companion's page for admins"

    /// All that `account/health.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var companion: CompanionFrame
        var sentence: String
        var gate: Moment?
        var end: AccountForm
        var people: [Person]
        var invitations: [Invitation]
    }

    /// A line of the table of users.
    struct Person: Hashable, Sendable {
        var username: String
        var name: String
        var visibility: String
        var synced: Moment?
        var endsOn: Moment?
        var state: String
        var isWell: Bool
        var sessions: Int
    }

    /// An invitation that nobody has used.
    struct Invitation: Hashable, Sendable {
        var username: String
        var endsAt: Moment
    }
}

extension HealthPage.Model {
    init(_ view: HealthView, in context: CompanionContext) {
        let words = MomentWords(at: view.now, for: view.visitor.user)
        (page, companion) = context.frame(title: "Health", visitor: view.visitor)
        end = context.form(.endUser, of: view.visitor)
        gate = view.gateUntil.flatMap { $0 > view.now ? words.start($0) : nil }
        people = view.people.map { HealthPage.Person($0, words, at: view.now) }
        invitations = view.invitations.map { .init(username: $0.username, endsAt: words.moment($0.endsAt)) }
        let troubled = people.count { !$0.isWell }
        let sessions = people.reduce(0) { $0 + $1.sessions }
        let parts = [
            EnglishText.counted(people.count, "user"),
            troubled == 0 ? "all well" : "\(EnglishText.spelled(troubled)) in need of something",
            EnglishText.counted(sessions, "session"), EnglishText.counted(invitations.count, "open invitation"),
        ]
        sentence = parts.joined(separator: ", ") + "."
    }
}

extension HealthPage.Person {
    init(_ person: HealthView.Person, _ words: MomentWords, at now: Instant) {
        let (status, user) = (person.status, person.status.candidate.user)
        username = user.username.rawValue
        name = user.shownName
        visibility = user.visibility.rawValue
        synced = user.syncedAt.map(words.moment)
        let term = status.authorizedAt.map(AuthorizationTerm.init)
        endsOn = term.map { words.date($0.endsAt) }
        sessions = person.sessions
        let failed = status.lastFailure.flatMap { record in
            user.syncedAt.map { record.at > $0 } ?? true ? record : nil
        }
        (state, isWell) =
            switch (status.candidate.credentialState, failed) {
            case (nil, _): ("not connected", false)
            case (.needsReconnect, _): ("has to sign in again", false)
            case (.active, let failed?): ("failed: \(failed.errorClass?.rawValue ?? "unknown")", false)
            case (.active, nil) where term?.isEnding(at: now) == true: ("permission ends soon", false)
            case (.active, nil): ("well", true)
            }
    }
}

extension HealthPage.Model: TemplateModel {
    static var fields: [TemplateField<HealthPage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .object("companion", "What only the companion's pages have around them.") { $0.companion },
            .text("sentence", "How all are, in one sentence.") { $0.sentence },
            .object("gate", "Until when nothing is asked of Spotify; usually missing.") { $0.gate },
            .object("end", "The form that ends all sessions of a user; its field is `username`.") { $0.end },
            .list("people", "The users.") { $0.people },
            .list("invitations", "The invitations that nobody has used.") { $0.invitations },
        ]
    }
}

extension HealthPage.Person: TemplateModel {
    static var fields: [TemplateField<HealthPage.Person>] {
        [
            .text("username", "The username.") { $0.username },
            .text("name", "The user's name on Spotify, or the username without one; any characters.") { $0.name },
            .text("visibility", "`public`, `unlisted` or `private`.") { $0.visibility },
            .object("synced", "When the last successful sync ended; missing before the first.") { $0.synced },
            .object("endsOn", "The date on which the permission ends; missing when nothing is connected.") {
                $0.endsOn
            },
            .text("state", "`well`, or what is wrong, in a few words.") { $0.state },
            .flag("isWell", "Whether nothing has to be done.") { $0.isWell },
            .number("sessions", "How many sessions the user has.") { $0.sessions },
        ]
    }
}

extension HealthPage.Invitation: TemplateModel {
    static var fields: [TemplateField<HealthPage.Invitation>] {
        [
            .text("username", "The username that it is for.") { $0.username },
            .object("endsAt", "When it ends.") { $0.endsAt },
        ]
    }
}
