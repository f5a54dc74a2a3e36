import Application
import Foundation
import Rendering
import SiteModel
import Testing

@Suite(.timeLimit(.minutes(20))) struct UserTests {
    @Test func `a change shows on the page at once`() async throws {
        let site = try TestApplication()
        try await site.addUser("ada")
        let report = try await site.application.changeUser("ada", UserChange(bio: "I *listen*."))
        #expect(report.failed == 0)
        #expect(site.page("ada/index.html")?.contains("I <em>listen</em>.") == true)
        #expect(site.page("index.html")?.contains("ada/") == true)
    }

    @Test func `a page that becomes private is deleted, and no list names it`() async throws {
        let site = try TestApplication()
        try await site.addUser("ada")
        _ = try await site.application.run()
        #expect(site.page("ada/index.html") != nil)
        _ = try await site.application.changeUser("ada", UserChange(visibility: .private))
        #expect(site.page("ada/index.html") == nil)
        #expect(site.page("index.html")?.contains("ada/") == false)
    }

    @Test func `a new time zone moves the days that plays belong to`() async throws {
        let site = try TestApplication()
        // 23:30 in UTC is the next day in Tokyo.
        try await site.addUser("ada", at: Instant(milliseconds: 1_794_871_800_000))
        let store = try site.application.store()
        let id = try await store.user(named: "ada").id
        func days() throws -> [LocalDate] {
            try store.profile(of: id, from: LocalDate(dayNumber: 0), listLength: 5)?.days.map(\.date) ?? []
        }
        let before = try days()
        let change = UserChange(timeZone: try TimeZoneName.checked("Asia/Tokyo"))
        _ = try await site.application.changeUser("ada", change)
        #expect(try await store.user(named: "ada").timeZone == "Asia/Tokyo")
        #expect(try days().map(\.dayNumber) == before.map { $0.dayNumber + 1 })
    }

    @Test func `a bio that is too long changes nothing`() async throws {
        let site = try TestApplication()
        try await site.addUser("ada")
        let long = String(repeating: "x", count: User.maximumBioLength + 1)
        await #expect(throws: UserInputError.self) {
            try await site.application.changeUser("ada", UserChange(visibility: .private, bio: long))
        }
        #expect(try await site.application.user("ada").user.visibility == .public)
    }

    @Test func `a renamed user's page moves`() async throws {
        let site = try TestApplication()
        try await site.addUser("ada")
        _ = try await site.application.run()
        _ = try await site.application.renameUser("ada", to: "lovelace")
        #expect(site.page("ada/index.html") == nil)
        #expect(site.page("lovelace/index.html") != nil)
    }
}
