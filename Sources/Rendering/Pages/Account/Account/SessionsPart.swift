extension AccountPage {
    /// Where the user is signed in.
    struct SessionsPart: Hashable, Sendable {
        var end: AccountForm
        var signOut: AccountForm
        var rows: [Row]
        var hasOthers: Bool
    }
}

extension AccountPage.SessionsPart {
    /// One session.
    struct Row: Hashable, Sendable {
        var id: String
        var device: String
        var first: Moment
        var last: Moment
        var isThis: Bool
    }

    init(_ view: AccountView, _ words: MomentWords, in context: CompanionContext) {
        end = context.form(.endSession, of: view.visitor)
        signOut = context.form(.signOut, of: view.visitor)
        rows = view.sessions.map {
            Row(
                id: $0.id, device: DeviceName.of($0.agent), first: words.moment($0.createdAt),
                last: words.moment($0.seenAt), isThis: $0.isThis)
        }
        hasOthers = rows.contains { !$0.isThis }
    }
}

extension AccountPage.SessionsPart: TemplateModel {
    static var fields: [TemplateField<AccountPage.SessionsPart>] {
        [
            .object("end", "The form that ends a session (field `session`: its `id`) or all `others`.") { $0.end },
            .object("signOut", "The form that signs out, with a field `everywhere` in every browser.") { $0.signOut },
            .list("rows", "The sessions.") { $0.rows },
            .flag("hasOthers", "Whether there is any besides this one.") { $0.hasOthers },
        ]
    }
}

extension AccountPage.SessionsPart.Row: TemplateModel {
    static var fields: [TemplateField<AccountPage.SessionsPart.Row>] {
        [
            .text("id", "The value of the field `session`.") { $0.id },
            .text("device", "The browser: `Firefox on Linux`.") { $0.device },
            .object("first", "When it began.") { $0.first },
            .object("last", "When it was last used, to the hour.") { $0.last },
            .flag("isThis", "Whether the page is shown in it.") { $0.isThis },
        ]
    }
}
