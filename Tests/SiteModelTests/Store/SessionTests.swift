import Foundation
import GRDB
import Testing

@testable import SiteModel

@Suite struct SessionTests {
    private static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
    private static let second: Duration = .seconds(1)

    @Test func `a session is found with its user, as it was begun`() async throws {
        let site = try await StoreOfAda()
        let begun = try await site.store.beginSession(.digest(1), of: site.ada, agent: "Browser", at: noon)
        let found = try #require(try await site.store.session(.digest(1), at: noon))
        #expect(found.user == site.ada && found.session == begun)
        #expect(begun.createdAt == noon && begun.seenAt == noon && begun.endsAt == noon + .seconds(30 * 86_400))
        #expect(begun.agent == "Browser" && begun.userID == site.ada.id)
        #expect(try await site.store.session(.digest(2), at: noon) == nil)
        #expect(try await site.store.session([], at: noon) == nil)
    }

    @Test func `a session ends 7 days after its last use`() async throws {
        let site = try await StoreOfAda()
        for (number, idle, lasts) in [(UInt8(1), Self.days(7) - Self.second, true), (2, Self.days(7), false)] {
            try await site.store.beginSession(.digest(number), of: site.ada, agent: nil, at: noon)
            let found = try await site.store.session(.digest(number), at: noon + idle)
            #expect((found != nil) == lasts)
        }
    }

    @Test func `a session in use ends after 30 days`() async throws {
        let site = try await StoreOfAda()
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        for day in stride(from: 5, through: 25, by: 5) {
            try await site.store.touchSession(.digest(1), at: noon + Self.days(day))
        }
        try await site.store.touchSession(.digest(1), at: noon + Self.days(30) - Self.second)
        #expect(try await site.store.session(.digest(1), at: noon + Self.days(30) - Self.second) != nil)
        #expect(try await site.store.session(.digest(1), at: noon + Self.days(30)) == nil)
    }

    @Test func `a clock that is set back revives no session that was found to be over`() async throws {
        let site = try await StoreOfAda()
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        #expect(try await site.store.session(.digest(1), at: noon + Self.days(8)) == nil)
        #expect(try await site.store.session(.digest(1), at: noon) == nil)
        #expect(try await site.count("session") == 0)
    }

    @Test func `use is written at most once an hour, and never backwards`() async throws {
        let site = try await StoreOfAda()
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        func seen(touchedAt instant: Instant) async throws -> Duration {
            try await site.store.touchSession(.digest(1), at: instant)
            return try #require(try await site.store.session(.digest(1), at: noon)).session.seenAt.since(noon)
        }
        #expect(try await seen(touchedAt: noon + .seconds(3599)) == .zero)
        #expect(try await seen(touchedAt: noon + .seconds(3600)) == .seconds(3600))
        #expect(try await seen(touchedAt: noon + .seconds(7199)) == .seconds(3600))
        #expect(try await seen(touchedAt: noon - Self.days(1)) == .seconds(3600))
    }

    @Test func `beginning a session ends the one that it replaces, and no other`() async throws {
        let site = try await StoreOfAda()
        let bob = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        for (number, user) in [(UInt8(1), site.ada), (2, site.ada), (3, bob)] {
            try await site.store.beginSession(.digest(number), of: user, agent: nil, at: noon)
        }
        try await site.store.beginSession(.digest(4), of: site.ada, agent: nil, at: noon, replacing: .digest(1))
        try await site.store.beginSession(.digest(5), of: bob, agent: nil, at: noon, replacing: .digest(2))
        #expect(try await site.lasting(1...5) == [3, 4, 5])
    }

    @Test func `a session cannot begin for a user who is gone or leaving, and the former one then lasts`() async throws
    {
        let site = try await StoreOfAda()
        let bob = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        let cleo = try await site.store.addUser(Username("cleo"), timeZone: "UTC", visibility: .public, at: noon)
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        try await site.store.removeUser(named: "bob")
        try await site.store.beginLeaving(userNamed: "cleo", .disconnects)
        for user in [bob, cleo] {
            await #expect(throws: StoreError.unknownUser(user.username.rawValue, nearest: nil)) {
                try await site.store.beginSession(.digest(2), of: user, agent: nil, at: noon, replacing: .digest(1))
            }
        }
        #expect(try await site.lasting(1...2) == [1])
    }

    @Test func `sessions are ended one by one, all but one, and all`() async throws {
        let site = try await StoreOfAda()
        let bob = try await site.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        for number in UInt8(1)...5 {
            try await site.store.beginSession(.digest(number), of: site.ada, agent: nil, at: noon)
        }
        try await site.store.beginSession(.digest(6), of: bob, agent: nil, at: noon)
        try await site.store.endSession(.digest(1))
        try await site.store.endSession(.digest(1))
        #expect(try await site.lasting(1...6) == [2, 3, 4, 5, 6])
        let third = CompanionSession.publicID(of: .digest(3))
        #expect(third == "0303030303030303")
        for (publicID, user) in [(third, bob), (String(third.dropLast()), site.ada), ("", site.ada), ("%", site.ada)] {
            #expect(try await !site.store.endSession(publicID: publicID, of: user.id))
        }
        #expect(try await site.store.endSession(publicID: third, of: site.ada.id))
        #expect(try await !site.store.endSession(publicID: third, of: site.ada.id))
        #expect(try await site.lasting(1...6) == [2, 4, 5, 6])
        try await site.store.endSessions(of: site.ada.id, except: .digest(4))
        #expect(try await site.lasting(1...6) == [4, 6])
        try await site.store.endSessions(of: site.ada.id)
        #expect(try await site.lasting(1...6) == [6])
    }

    @Test func `the list shows what lasts, the one used last first`() async throws {
        let site = try await StoreOfAda()
        for (number, day) in [(UInt8(1), 0), (2, 5), (3, 6)] {
            try await site.store.beginSession(
                .digest(number), of: site.ada, agent: "\(number)", at: noon + Self.days(day))
        }
        try await site.store.touchSession(.digest(2), at: noon + Self.days(7))
        let sessions = try await site.store.sessions(of: site.ada.id, at: noon + Self.days(7))
        #expect(sessions.map(\.agent) == ["2", "3"])
        #expect(Set(sessions.map(\.publicID)).count == 2)
    }

    @Test func `expired sessions are deleted, and others are kept`() async throws {
        let site = try await StoreOfAda()
        for (number, day) in [(UInt8(1), 0), (2, 24), (3, 29)] {
            try await site.store.beginSession(.digest(number), of: site.ada, agent: nil, at: noon + Self.days(day))
        }
        try await site.store.touchSession(.digest(1), at: noon + Self.days(29))
        try await site.store.deleteExpiredSessions(at: noon + Self.days(30))
        let kept = try await site.store.sessions(of: site.ada.id, at: noon + Self.days(30))
        #expect(kept.map(\.id) == [.digest(3), .digest(2)])
        #expect(try await site.count("session") == 2)
        try await site.store.deleteExpiredSessions(at: noon + Self.days(31))
        #expect(try await site.count("session") == 1)
    }

    @Test(arguments: [WayOfLeaving.disconnects, .isRemoved])
    func `who begins to leave is signed out everywhere`(way: WayOfLeaving) async throws {
        let site = try await StoreOfAda()
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        try await site.store.beginLeaving(userNamed: "ada", way)
        #expect(try await site.count("session") == 0)
    }

    @Test func `a disconnected or removed user is signed out everywhere`() async throws {
        let site = try await StoreOfAda()
        try await site.store.beginSession(.digest(1), of: site.ada, agent: nil, at: noon)
        try await site.store.disconnectUser(named: "ada")
        #expect(try await site.count("session") == 0)
        try await site.store.beginSession(.digest(2), of: site.ada, agent: nil, at: noon)
        try await site.store.removeUser(named: "ada")
        #expect(try await site.count("session") == 0)
    }
}

extension StoreOfAda {
    /// Which of the sessions with these numbers last at noon.
    fileprivate func lasting(_ numbers: ClosedRange<UInt8>) async throws -> [UInt8] {
        var found: [UInt8] = []
        for number in numbers where try await store.session(.digest(number), at: noon) != nil { found.append(number) }
        return found
    }
}
