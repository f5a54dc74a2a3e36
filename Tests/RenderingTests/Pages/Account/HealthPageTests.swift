import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct HealthPageTests {
    let pages: AccountPages

    init() throws { pages = try SampleAccount.pages() }

    private func document(_ view: HealthView) -> HTMLDocument { HTMLDocument(pages.health(view)) }

    @Test func `each user has a line with the state, and a form only where there is a session to end`() throws {
        let view = try SampleAccount.health()
        let rows = try #require(document(view).elements("tbody").first).elements("tr")
        let states = rows.map { $0.elements("td").first?.text }
        #expect(states == ["well", "has to sign in again", "not connected", "failed: wrongKey"])
        #expect(rows.map { $0.elements("form").count } == [1, 0, 0, 1])
        let form = try #require(rows[3].elements("form").first)
        #expect(form.elements("input").first { $0["name"] == "username" }?["value"] == "mallory")
        #expect(rows[3].elements("bdi").map(\.text) == [ProfileData.hostileTexts[0]])
    }

    @Test func `the totals are told in a sentence, and so is a gate`() throws {
        var view = try SampleAccount.health()
        let text = document(view).text
        #expect(text.contains("4 users, three in need of something, 3 sessions, 1 open invitation."))
        #expect(text.contains("It is asked again today at 15:20."))
        #expect(text.contains("zoe ends on 25 November at 15:05"))
        view.people.removeLast(3)
        view.invitations = []
        view.gateUntil = SampleAccount.now
        let calm = document(view).text
        #expect(calm.contains("1 user, all well, 2 sessions, 0 open invitations."))
        #expect(!calm.contains("asked again"))
    }

    @Test func `a failure that a success has followed, and a permission far from its end, are well`() throws {
        var view = try SampleAccount.health()
        view.people[3].status.lastFailure?.at = SampleAccount.now - .seconds(86_400)
        view.people[0].status.authorizedAt = SampleAccount.now - .seconds(86_400 * 160)
        let rows = try #require(document(view).elements("tbody").first).elements("tr")
        #expect(rows[3].elements("td").first?.text == "well")
        #expect(rows[0].elements("td").first?.text == "permission ends soon")
    }
}
