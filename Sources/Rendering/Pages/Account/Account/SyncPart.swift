import SiteModel

extension AccountPage {
    /// What was heard from Spotify, and what the user can do about it.
    struct SyncPart: Hashable, Sendable {
        var last: Moment?
        var failedAt: Moment?
        var failure: String
        var form: AccountForm?
        var allowedFrom: Moment?
        var endsOn: Moment?
        var ending: String
        var renewal: String
        var reconnect: String
    }
}

extension AccountPage.SyncPart {
    init(_ view: AccountView, _ words: MomentWords, in context: CompanionContext) {
        let syncedAt = view.visitor.user.syncedAt
        last = syncedAt.map(words.moment)
        let failed = view.lastFailure.flatMap { record in
            syncedAt.map { record.at > $0 } ?? true ? record : nil
        }
        let isConnected = view.credentialState == .active
        // The reason to sign in again is told on top.
        failedAt = isConnected ? failed.map { words.moment($0.at) } : nil
        failure = isConnected ? failed.map { FailureWords.sentences($0.errorClass) } ?? "" : ""
        form = isConnected ? context.form(.sync, of: view.visitor) : nil
        allowedFrom = view.syncAllowedFrom.flatMap { $0 > view.now ? words.start($0) : nil }
        let term = isConnected ? view.authorizedAt.map(AuthorizationTerm.init) : nil
        endsOn = term.map { words.date($0.endsAt) }
        ending = term.flatMap { $0.isEnding(at: view.now) ? Self.ending(in: $0.daysLeft(at: view.now)) : nil } ?? ""
        renewal = context.action(.signIn)
        reconnect =
            switch view.credentialState {
            case .active: ""
            case .needsReconnect:
                "Spotify no longer accepts the permission that you gave: it has ended, or you took it back. "
                    + "Your page stays as it is, and nothing new comes until you sign in with Spotify again."
            case nil: "No Spotify account is connected, so nothing new comes until you sign in with Spotify again."
            }
    }

    private static func ending(in days: Int) -> String {
        days == 0 ? "That is less than a day from now." : "That is \(EnglishText.counted(days, "day")) from now."
    }
}

extension AccountPage.SyncPart: TemplateModel {
    static var fields: [TemplateField<AccountPage.SyncPart>] {
        [
            .object("last", "When the last successful sync ended; missing before the first.") { $0.last },
            .object("failedAt", "When the last sync failed; missing when one succeeded since.") { $0.failedAt },
            .text("failure", "Why it failed, and who has to do something; can be empty.") { $0.failure },
            .object("form", "The form that syncs; missing while Spotify needs the user's permission.") { $0.form },
            .object("allowedFrom", "From when a sync is allowed again; missing when it is now.") { $0.allowedFrom },
            .object("endsOn", "The date on which the permission ends; missing when it has.") { $0.endsOn },
            .text("ending", "How near that is, from 30 days before; otherwise empty.") { $0.ending },
            .text("renewal", "Where the form is sent that renews the permission, by POST, without a token.") {
                $0.renewal
            },
            .text("reconnect", "Why the user has to sign in with Spotify again; empty if not.") { $0.reconnect },
        ]
    }
}
