import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct MessagePageTests {
    let pages: AccountPages

    init() throws { pages = try SampleAccount.pages() }

    private func document(_ view: MessageView, for visitor: AccountVisitor? = nil) -> HTMLDocument {
        HTMLDocument(pages.message(view, for: visitor, at: SampleAccount.now))
    }

    @Test(arguments: SampleAccount.messages.map(\.view))
    func `a message says what happened, and has one way on`(view: MessageView) {
        let document = document(view)
        #expect(document.elements("h1").first?.text == view.title)
        for sentence in view.sentences { #expect(document.text.contains(sentence)) }
        #expect(document.elements("main").first?.elements("a").map(\.text) == [view.linkText])
        #expect([202, 400, 401, 403, 404, 405, 409, 413, 429, 502, 503].contains(view.status))
    }

    @Test func `a moment is told in the user's time zone, without a user in UTC, and never too early`() {
        let view = MessageView.tooSoon(until: SampleAccount.now + .milliseconds(1_530_001))
        #expect(document(view).text.contains("You can sync again today at 14:31 UTC."))
        let visitor = try? SampleAccount.visitor()
        #expect(document(view, for: visitor).text.contains("You can sync again today at 15:31."))
        #expect(document(view).elements("time").first?["datetime"] == "2026-11-22T14:31:00Z")
    }

    @Test func `no page leads on by itself`() {
        for (name, view) in SampleAccount.messages {
            #expect(document(view).elements(where: "http-equiv", is: "refresh").isEmpty, "\(name)")
        }
    }

    @Test func `a name in a message is text, in its own direction of writing`() {
        let name = "<b>\u{202E}ad"
        let document = document(.nameTaken(name))
        #expect(document.text.contains("\u{2068}\(name)\u{2069}"))
        #expect(document.elements("b").isEmpty)
    }

    @Test(arguments: [
        (0, "today at 15:05"), (-86_400, "yesterday at 15:05"), (86_400, "tomorrow at 15:05"),
        (-54_360, "yesterday at 23:59"), (-54_300, "today at 00:00"), (-400 * 86_400, "on 18 October 2025 at 16:05"),
        (-19 * 86_400, "on 3 November at 15:05"),
    ])
    func `moments are told by the calendar of the user`(seconds: Int, words: String) throws {
        let moments = MomentWords(at: SampleAccount.now, for: try SampleAccount.visitor().user)
        #expect(moments.moment(SampleAccount.now + .seconds(seconds)).words == words)
    }

    @Test func `zones that are not whole hours from UTC have their own minutes`() throws {
        let reader = try SampleAccount.visitor { $0.timeZone = "Asia/Kathmandu" }.user
        #expect(MomentWords(at: SampleAccount.now, for: reader).moment(SampleAccount.now).words == "today at 19:50")
        let unknown = try SampleAccount.visitor { $0.timeZone = "Moon/Base" }.user
        let utc = MomentWords(at: SampleAccount.now, for: unknown).moment(SampleAccount.now)
        #expect(utc.words == "today at 14:05 UTC")
    }
}
