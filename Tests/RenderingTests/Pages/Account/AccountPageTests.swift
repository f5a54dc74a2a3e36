import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct AccountPageTests {
    let pages: AccountPages

    init() throws { pages = try SampleAccount.pages() }

    private func document(_ view: AccountView) -> HTMLDocument { HTMLDocument(pages.account(view)) }

    /// The values of the chosen boxes or buttons of a name.
    private func chosen(_ name: String, in document: HTMLDocument) -> [String] {
        document.elements(where: "name", is: name).filter { $0["checked"] != nil }.compactMap { $0["value"] }
    }

    private func field(_ id: String, in document: HTMLDocument) throws -> HTMLElement {
        try #require(document.elements(where: "id", is: id).first, "\(id)")
    }

    @Test func `the settings are those of the user`() throws {
        let visitor = try SampleAccount.visitor {
            $0.visibility = .unlisted
            $0.hiddenSections = [.temperament, .weeks]
        }
        let document = document(try SampleAccount.view(visitor))
        #expect(chosen("visibility", in: document) == ["unlisted"])
        let expected = PageSection.allCases.filter { ![.temperament, .weeks].contains($0) }.map(\.rawValue)
        #expect(chosen("shown", in: document) == expected)
        #expect(try field("time-zone", in: document)["value"] == "Europe/Berlin")
        #expect(try field("bio", in: document).text == visitor.user.bio)
        let zones = document.elements("option").compactMap { $0["value"] }
        #expect(zones.contains("Asia/Kathmandu") || zones.contains("Asia/Katmandu"))
        #expect(zones.first == "UTC" && Set(zones).count == zones.count)
        #expect(zones.allSatisfy { TimeZoneName.zone($0) != nil })
    }

    @Test func `what was typed stays in the form, and each mistake is told at its field`() throws {
        let view = try SampleAccount.refused()
        let document = document(view)
        #expect(chosen("visibility", in: document) == [])
        #expect(chosen("shown", in: document) == ["artists", "personality"])
        // The parser drops one line end after the tag; the text keeps its own.
        #expect(try field("bio", in: document).text == "\nAn empty line first")
        #expect(try field("time-zone", in: document)["value"] == "Berlin")
        #expect(try field("new-username", in: document)["value"] == "bo")
        #expect(try field("delete-username", in: document)["value"] == "adda")
        for problem in view.problems {
            let field = try field(problem.field, in: document)
            #expect(field["aria-describedby"]?.contains("\(problem.field)-problem") == true, "\(problem)")
            if field.tag != "fieldset" { #expect(field["aria-invalid"] == "true", "\(problem)") }
            #expect(try self.field("\(problem.field)-problem", in: document).text == problem.sentence)
        }
        let summary = try #require(document.elements(where: "role", is: "alert").first)
        #expect(summary.elements("a").compactMap { $0["href"] } == view.problems.map { "#\($0.field)" })
        #expect(document.elements("title").first?.text.hasPrefix("Not saved") == true)
        #expect(document.elements("details").allSatisfy { $0["open"] != nil })
    }

    @Test func `a page without mistakes has none of the marks of one`() throws {
        let document = document(try SampleAccount.view())
        #expect(document.elements(where: "aria-invalid").isEmpty)
        #expect(document.elements(where: "role", is: "alert").isEmpty)
        #expect(document.elements(class: "problem").isEmpty)
        #expect(document.elements("details").count == 2)
        #expect(document.elements("details").allSatisfy { $0["open"] == nil })
    }

    @Test func `a part can be open from the start`() throws {
        var view = try SampleAccount.view()
        view.openPart = .delete
        let details = document(view).elements("details")
        #expect(details.filter { $0["open"] != nil }.map { $0["id"] } == ["delete"])
    }

    @Test func `who has to sign in again is told first, and cannot sync`() throws {
        let document = document(try SampleAccount.troubled())
        let first = try #require(document.elements("section").first)
        #expect(first.classes == ["urgent"])
        #expect(first.elements(class: "main").map(\.text) == ["Sign in with Spotify again"])
        #expect(first.elements("form").first?["action"] == "/people/api/auth/signin/spotify")
        #expect(document.elements(where: "action", is: "/people/api/spotify/sync").isEmpty)
        #expect(!document.text.contains("permission ends on"))
    }

    @Test func `the last sync is told in the user's time zone, and its failure in plain words`() throws {
        let document = document(try SampleAccount.failed())
        #expect(document.text.contains("Last heard from Spotify today at 10:05."))
        #expect(document.text.contains("The sync today at 14:55 did not work. Spotify could not be reached"))
        #expect(document.text.contains("You can sync again today at 15:31."), "rounded up to the minute")
        #expect(document.text.contains("ends on 5 December 2026. That is 13 days from now."))
    }

    @Test func `a failure before the last success is not told`() throws {
        var view = try SampleAccount.failed()
        view.lastFailure?.at = SampleAccount.now - .seconds(86_400)
        view.syncAllowedFrom = SampleAccount.now - .seconds(1)
        let text = document(view).text
        #expect(!text.contains("did not work"))
        #expect(!text.contains("You can sync again"))
    }

    @Test(arguments: ErrorClass.allCases.map(Optional.some) + [nil])
    func `every failure has a sentence without a word of the machine`(errorClass: ErrorClass?) {
        let sentences = FailureWords.sentences(errorClass)
        #expect(sentences.hasSuffix("."))
        if let word = errorClass?.rawValue, word.contains(where: \.isUppercase) { #expect(!sentences.contains(word)) }
    }

    @Test(
        arguments: [
            (.public, true, "https://music.example/people/ada/"),
            (.unlisted, true, "https://music.example/people/ada/"), (.private, true, nil), (.public, false, nil),
        ] as [(Visibility, Bool, String?)])
    func `the page is linked where there is one`(visibility: Visibility, hasListening: Bool, link: String?) throws {
        var view = try SampleAccount.view(SampleAccount.visitor { $0.visibility = visibility })
        view.hasListening = hasListening
        let document = document(view)
        #expect(document.elements("a").first { $0.classes.contains("address") }?["href"] == link)
        #expect(document.text.contains("Nobody sees your page yet") == (visibility == .private))
    }

    @Test(arguments: AccountNotice.allCases)
    func `what has just happened is told as a status`(notice: AccountNotice) throws {
        var view = try SampleAccount.view()
        view.notice = notice
        #expect(document(view).elements(where: "role", is: "status").map(\.text) == [notice.sentence])
    }

    @Test func `another session can be ended, this one only signed out`() throws {
        let document = document(try SampleAccount.view())
        let rows = try #require(document.elements(class: "rows").first).elements("li")
        #expect(rows.map { $0.elements("strong").first?.text } == ["Firefox on Linux", "Safari on iPhone"])
        #expect(rows.map { $0.elements("form").count } == [0, 1])
        #expect(rows[0].text.contains("this one"))
        #expect(rows[1].elements("input").first { $0["name"] == "session" }?["value"] == "77bc")
        let all = document.elements(where: "name", is: "session").compactMap { $0["value"] }
        #expect(all == ["77bc", "others"])
        var alone = try SampleAccount.view()
        alone.sessions.removeLast()
        #expect(self.document(alone).elements(where: "name", is: "session").isEmpty)
        #expect(document.elements(where: "name", is: "everywhere").count == 1)
    }

    @Test func `only admins have a link to the health of the site`() throws {
        var view = try SampleAccount.view()
        #expect(document(view).elements(where: "href", is: "/people/account/health").isEmpty)
        view.isAdmin = true
        #expect(document(view).elements(where: "href", is: "/people/account/health").count == 1)
    }

    @Test func `before anything is deleted, the page offers the data and says what goes`() throws {
        let leaving = try #require(document(try SampleAccount.view()).elements("section").last)
        #expect(leaving.elements("a").first?["href"] == "/people/account/data.json")
        let parts = leaving.elements("details").map(\.text)
        #expect(parts[0].contains("your plays") && parts[0].contains("a new invitation"))
        #expect(parts[1].contains("your username") && parts[1].contains("backups"))
        #expect(leaving.elements("input").filter { $0["name"] == "username" }.allSatisfy { $0["required"] != nil })
    }

    @Test(arguments: ProfileData.hostileTexts)
    func `hostile names, texts and browsers are shown as plain text`(text: String) throws {
        var view = try SampleAccount.view(
            SampleAccount.visitor("mallory", name: text) { ($0.bio, $0.timeZone) = (text, text) })
        for index in view.sessions.indices { (view.sessions[index].agent, view.sessions[index].id) = (text, text) }
        view.problems = [.bio(bytes: 2001)]
        view.typed.newUsername = text
        let (hostile, tame) = (document(view), document(try SampleAccount.refused()))
        let shown = text.replacing("\0", with: "\u{FFFD}")
        #expect(hostile.elements("h1").first?.text == shown)
        #expect(hostile.elements("h1").first?.elements.map(\.tag) == ["bdi"])
        #expect(try field("bio", in: hostile).text == shown)
        #expect(try field("new-username", in: hostile)["value"] == shown)
        #expect(try field("time-zone", in: hostile)["value"] == shown)
        #expect(Set(hostile.tags).isSubset(of: tame.tags))
        #expect(hostile.elements("form").count == document(try SampleAccount.view()).elements("form").count)
    }
}
