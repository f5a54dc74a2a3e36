import Application
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import TestSupport
import Testing

/// A form that changes something, as Ada sends it, who is an admin.
struct AccountChange: Sendable, CustomTestStringConvertible {
    var path: String
    var fields: [(String, String)] = []
    /// The page with the form.
    var page = "/account/"
    /// Whether it is about sessions alone, and touches nobody's page.
    var isOnlyAboutSessions = false
    var testDescription: String { path + fields.map { " \($0.0)=\($0.1)" }.joined() }

    /// Stands for the key of Ada's other session.
    private static let otherSession = "the other"

    /// Every form of somebody who is signed in.
    static let all: [AccountChange] = [
        .init(path: "/api/spotify/sync"),
        .settings(.private), .settings(.public),
        .init(path: "/account/rename", fields: [("username", "lovelace")]),
        .init(path: "/account/disconnect", fields: [("username", "ada")]),
        .init(path: "/account/delete", fields: [("username", "ada")]),
        .sessions("/account/sessions/end", ("session", otherSession)),
        .sessions("/account/sessions/end", ("session", "others")),
        .sessions("/api/auth/signout"),
        .sessions("/api/auth/signout", ("everywhere", "yes")),
        .sessions("/account/health/end", ("username", "mallory"), page: "/account/health"),
    ]

    private static func sessions(
        _ path: String, _ fields: (String, String)..., page: String = "/account/"
    ) -> AccountChange {
        .init(path: path, fields: fields, page: page, isOnlyAboutSessions: true)
    }

    private static func settings(_ visibility: Visibility) -> AccountChange {
        .init(
            path: "/account/settings",
            fields: [("visibility", visibility.rawValue), ("timeZone", "UTC"), ("bio", "Hello")])
    }

    /// A change of Ada's that is ready to be sent.
    struct Request: Sendable {
        fileprivate(set) var browser: WebBrowser
        fileprivate var path: String
        fileprivate var fields: [(String, String)]

        func send() async throws -> WebBrowser.Answer { try await browser.copy().post(path, fields) }
    }
}

/// A site of two people.
///
/// Ada changes things. Mallory must not be changed, and nothing about her may be shown to Ada.
struct TwoPeople {
    let site: CompanionSite
    private let store: Store

    /// What is stored of a person.
    struct Person: Hashable {
        var visibility: Visibility
        var bio: String
        var plays: Int
        var sessions: Int
        var isConnected: Bool
        var isLeaving: Bool
    }

    /// How a change has ended.
    struct Outcome: Hashable {
        var people: [String: Person]
        var files: [String]
    }

    init(_ site: CompanionSite) async throws {
        self.site = site
        store = try site.store
        // With short lists these tests take half the time.
        for account in site.simulator.accounts {
            site.simulator.setPlays(site.simulator.plays(of: account.id).suffix(5), of: account.id)
            for range in SimulatedTimeRange.allCases {
                site.simulator.setTopArtists([], range, of: account.id)
                site.simulator.setTopTracks([], range, of: account.id)
            }
        }
        _ = try await site.signedUp("mallory", as: 1)
        _ = try await site.application.changeUser("mallory", .init(visibility: .public))
        _ = try await site.application.run()
    }

    /// Creates Ada, signed in twice, with a page that the change can hide or show; an earlier Ada is replaced.
    func arrange(_ change: AccountChange) async throws -> AccountChange.Request {
        for user in try await store.users() where user.username.rawValue != "mallory" {
            try await store.removeUser(named: user.username.rawValue)
        }
        let mallory = try await store.user(named: "mallory").id
        if try await store.sessions(of: mallory, at: site.clock.wall.now()).isEmpty {
            _ = try await WebBrowser(site).signIn(as: site.account(1))
        }
        _ = try await site.signedUp("ada")
        let ada = try await store.user(named: "ada")
        let session = try #require(try await store.sessions(of: ada.id, at: site.clock.wall.now()).first)
        let browser = WebBrowser(site)
        _ = try await browser.signIn(as: site.account(0))
        let shows = change.fields.contains { $0 == ("visibility", "public") }
        _ = try await store.updateUser(named: "ada", visibility: shows ? .private : .public)
        if !change.isOnlyAboutSessions, change.path != "/api/spotify/sync" {
            _ = try await site.application.run(users: ["ada"])
        }
        let token = try await browser.token(for: change.path, on: change.page)
        return AccountChange.Request(
            browser: browser, path: change.path,
            fields: change.fields(naming: session.publicID) + [("token", token)])
    }

    /// What is stored now.
    func people() async throws -> [String: Person] {
        let sessions = try await store.sessionCounts(at: site.clock.wall.now())
        let leaving = try await store.leavingUsers()
        var people: [String: Person] = [:]
        for user in try await store.users() {
            people[user.username.rawValue] = Person(
                visibility: user.visibility, bio: user.bio, plays: try await store.plays(of: user.id).count,
                sessions: sessions[user.id] ?? 0, isConnected: try await store.credential(of: user.id) != nil,
                isLeaving: leaving.contains(user.username.rawValue))
        }
        return people
    }

    /// How everything is when what has begun is done, and the next run has been, which finds nothing to do after a change of
    /// sessions.
    func outcome(after change: AccountChange) async throws -> Outcome {
        await site.settles()
        if !change.isOnlyAboutSessions { _ = try await site.application.run() }
        return Outcome(people: try await people(), files: try FileTree(site.output).paths)
    }

    /// What comes of a change that nothing disturbs.
    func outcome(of change: AccountChange) async throws -> Outcome {
        let answer = try await arrange(change).send()
        try #require(answer.status == 303, "\(answer)")
        return try await outcome(after: change)
    }
}

extension AccountChange {
    fileprivate func fields(naming session: String) -> [(String, String)] {
        fields.map { ($0.0, $0.1 == Self.otherSession ? session : $0.1) }
    }
}
