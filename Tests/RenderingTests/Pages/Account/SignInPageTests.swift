import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct SignInPageTests {
    let pages: AccountPages

    init() throws { pages = try SampleAccount.pages() }

    private func document(_ view: SignInView) -> HTMLDocument { HTMLDocument(pages.signIn(view)) }

    private func hidden(_ form: HTMLElement) -> [String: String] {
        let fields = form.elements("input").filter { $0["type"] == "hidden" }
        return Dictionary(uniqueKeysWithValues: fields.map { ($0["name"] ?? "", $0["value"] ?? "") })
    }

    @Test(arguments: SignUp.allCases)
    func `without an invitation, the first choice is to sign in`(signUp: SignUp) throws {
        let document = document(SignInView(signUp: signUp))
        let main = document.elements(class: "main")
        #expect(main.map(\.text) == ["Sign in with Spotify"])
        let form = try #require(document.elements("form").first)
        #expect(hidden(form) == ["then": "profile"])
        #expect(document.elements("form").count == (signUp == .open ? 2 : 1))
    }

    @Test func `who has an invitation makes the page with one button, under the name it is for`() throws {
        let document = document(SignInView(signUp: .invited, invitation: .valid(code: "c0de", username: "zoe")))
        #expect(document.elements(class: "main").map(\.text) == ["Make my page with Spotify"])
        let form = try #require(document.elements("form").first)
        #expect(hidden(form) == ["then": "account", "invitation": "c0de", "username": "zoe"])
        #expect(form.text.contains("music.example/people/zoe"))
        #expect(!document.text.contains("invitation."), "nothing more is said about how to get one")
    }

    @Test func `an invitation that cannot be used is told, and gives no form`() {
        for signUp in SignUp.allCases {
            let document = document(SignInView(signUp: signUp, invitation: .invalid))
            #expect(document.text.contains("This invitation cannot be used"))
            #expect(document.elements(where: "name", is: "invitation").isEmpty)
        }
    }

    @Test func `with open sign-up, the wished name is kept, and what is wrong with it is told at the field`() throws {
        let document = document(SignInView(signUp: .open, username: "Bo \"<b>", problem: .malformed))
        let field = try #require(document.elements(where: "id", is: "username").first)
        #expect(field["value"] == "Bo \"<b>")
        #expect(field["aria-invalid"] == "true")
        #expect(field["aria-describedby"]?.contains("username-problem") == true)
        let problem = document.elements(where: "id", is: "username-problem").first
        #expect(problem?.text == NameProblem.malformed.sentence)
        let untouched = self.document(SignInView(signUp: .open)).elements(where: "id", is: "username").first
        #expect(untouched?["aria-invalid"] == nil)
        #expect(untouched?["value"]?.isEmpty == true)
    }

    @Test func `a page says what Spotify is asked for, and that a new page is private`() {
        let text = document(SignInView(signUp: .closed)).text
        #expect(text.contains("what you played recently and what you play most"))
        #expect(text.contains("A new page is private"))
    }
}
