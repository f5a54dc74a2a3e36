import Foundation
import TestSupport

@testable import Rendering
@testable import SiteModel

/// The companion's pages with the templates of this project.
enum SampleAccount {
    /// 22 November 2026, 15:05 in Berlin.
    static let now = Instant(seconds: 1_795_356_300)

    static func pages(
        templates: URL = SampleSite.folder, builtIn: URL? = nil, baseURL: String? = "https://music.example/people",
        address: String = "https://music.example/people/account/"
    ) throws -> AccountPages {
        try AccountPages(
            templates: templates.path(percentEncoded: false), builtIn: builtIn?.path(percentEncoded: false),
            settings: SiteSettings(title: "Listening", baseURL: baseURL), address: address)
    }

    static func visitor(
        _ username: String = "ada", name: String? = "Ada Marlowe", change: (inout User) -> Void = { _ in }
    ) throws -> AccountVisitor {
        var user = try User.sample(username, displayName: name)
        user.syncedAt = now - .seconds(3600 * 5)
        user.bio = "Viola player, night-shift cook. Mostly *slow* things with strings in them."
        change(&user)
        return AccountVisitor(user: user) { "token-of-\($0.rawValue)" }
    }

    static let sessions = [
        AccountView.Session(
            id: "3f2a", agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            createdAt: now - .seconds(86_400 * 6), seenAt: now - .seconds(60), isThis: true),
        AccountView.Session(
            id: "77bc",
            agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                + "Version/18.5 Mobile/15E148 Safari/604.1",
            createdAt: now - .seconds(86_400 * 12), seenAt: now - .seconds(86_400), isThis: false),
    ]

    static func view(_ visitor: AccountVisitor? = nil) throws -> AccountView {
        AccountView(
            visitor: try visitor ?? Self.visitor(), now: now, credentialState: .active,
            authorizedAt: now - .seconds(86_400 * 40), sessions: sessions)
    }

    /// Somebody to whom everything has happened.
    static func troubled() throws -> AccountView {
        var view = try view(
            visitor {
                $0.visibility = .private
                $0.hiddenSections = [.temperament, .clock]
            })
        view.credentialState = .needsReconnect
        view.isAdmin = true
        return view
    }

    /// A form that was refused in every field.
    static func refused() throws -> AccountView {
        var view = try view()
        view.problems = [
            .visibility, .sections, .bio(bytes: 2143), .timeZone(nearest: "Europe/Berlin"), .newUsername(.taken),
            .disconnect, .delete,
        ]
        view.typed = .init(
            visibility: "everyone", shown: ["artists", "personality"], timeZone: "Berlin", bio: "\nAn empty line first",
            newUsername: "bo", confirmation: "adda")
        return view
    }

    /// A sync that failed, and one that is not allowed yet.
    static func failed() throws -> AccountView {
        var view = try view(visitor { $0.visibility = .unlisted })
        view.lastFailure = SyncRecord(
            at: now - .seconds(600), outcome: .failed, requests: 3, newPlays: 0, errorClass: .unavailable)
        view.syncAllowedFrom = now + .seconds(1530)
        view.authorizedAt = now - .seconds(86_400 * 170)
        view.notice = .saved
        return view
    }

    static func health() throws -> HealthView {
        func person(
            _ name: String, _ state: Credential.State?, failure: ErrorClass? = nil, sessions: Int
        ) throws -> HealthView.Person {
            let candidate = SyncCandidate(
                user: try visitor(name, name: name == "mallory" ? ProfileData.hostileTexts[0] : name.capitalized).user,
                lastPlayAt: nil, credentialState: state, attemptedAt: nil)
            let record = failure.map {
                SyncRecord(at: now, outcome: .failed, requests: 1, newPlays: 0, errorClass: $0)
            }
            return .init(
                status: UserStatus(
                    candidate: candidate, authorizedAt: state == nil ? nil : now - .seconds(86_400 * 20),
                    lastFailure: record), sessions: sessions)
        }
        return HealthView(
            visitor: try visitor(), now: now,
            people: [
                try person("ada", .active, sessions: 2), try person("bo", .needsReconnect, sessions: 0),
                try person("cy", nil, sessions: 0), try person("mallory", .active, failure: .wrongKey, sessions: 1),
            ], invitations: [.init(username: "zoe", endsAt: now + .seconds(86_400 * 3))],
            gateUntil: now + .seconds(900))
    }

    static let messages: [(name: String, view: MessageView)] = [
        ("begin-again", .beginAgain), ("not-allowed", .notAllowed), ("ask-the-operator", .askTheOperator),
        ("invitation-useless", .invitationUseless), ("name-taken", .nameTaken("bo")),
        ("not-registered", .notRegistered), ("spotify-away", .spotifyAway),
        ("gate", .gate(until: now + .seconds(5000))), ("bad-request", .badRequest), ("signed-out", .signedOut),
        ("cross-site", .crossSite), ("not-found", .notFound), ("wrong-method", .wrongMethod),
        ("reconnect", .reconnect), ("too-large", .tooLarge), ("too-soon", .tooSoon(until: now + .seconds(1530))),
        ("too-often", .tooOften(until: now + .seconds(30))), ("takes-longer", .takesLonger), ("busy", .busy),
        ("out-of-order", .outOfOrder),
    ]

    /// Every page in every state, by a name.
    static func everyPage(_ pages: AccountPages) throws -> [(name: String, bytes: [UInt8])] {
        var welcome = try view(visitor(name: nil) { ($0.visibility, $0.syncedAt, $0.bio) = (.private, nil, "") })
        welcome.hasListening = false
        welcome.notice = .welcome
        var all: [(name: String, bytes: [UInt8])] = [
            ("signin-closed", pages.signIn(SignInView(signUp: .closed))),
            ("signin-invited", pages.signIn(SignInView(signUp: .invited, notice: .ended))),
            ("signin-useless", pages.signIn(SignInView(signUp: .invited, invitation: .invalid))),
            ("signin-open", pages.signIn(SignInView(signUp: .open))),
            ("signin-taken", pages.signIn(SignInView(signUp: .open, username: "bo\"'<", problem: .taken))),
            (
                "signin-invitation",
                pages.signIn(SignInView(signUp: .invited, invitation: .valid(code: "c0de", username: "zoe")))
            ),
            ("account", pages.account(try view())), ("account-welcome", pages.account(welcome)),
            ("account-troubled", pages.account(try troubled())), ("account-refused", pages.account(try refused())),
            ("account-failed", pages.account(try failed())), ("health", pages.health(try health())),
        ]
        for (name, message) in messages {
            let visitor = try name == "too-soon" ? Self.visitor() : nil
            all.append(("message-\(name)", pages.message(message, for: visitor, at: now)))
        }
        return all
    }
}
