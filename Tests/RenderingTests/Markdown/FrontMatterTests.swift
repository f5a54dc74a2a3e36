import Testing

@testable import Rendering

@Suite struct FrontMatterTests {
    @Test func `the front matter has title, order and description, and the rest is the body`() throws {
        let text = "---\ntitle: About: us\norder: 2\ndescription: 'What this is'\n---\n# Hello\n---\nmore\n"
        let (head, body) = try FrontMatter.split(text, file: "about.md")
        #expect(head == FrontMatter(title: "About: us", order: 2, description: "What this is"))
        #expect(body == "# Hello\n---\nmore\n")
    }

    @Test func `order and description are optional, and comments and blank lines are skipped`() throws {
        let (head, body) = try FrontMatter.split(
            "---\n\n# a comment\n  title :  \"Privacy\"  \n---", file: "privacy.md")
        #expect(head == FrontMatter(title: "Privacy", order: FrontMatter.defaultOrder, description: ""))
        #expect(body.isEmpty)
    }

    @Test func `Windows line endings and a byte order mark are accepted`() throws {
        let (head, body) = try FrontMatter.split(
            "\u{FEFF}---\r\ntitle: A\r\norder: -1\r\n---\r\n\r\nbody\r\n", file: "a.md")
        #expect(head == FrontMatter(title: "A", order: -1, description: ""))
        #expect(body == "\r\nbody\r\n")
    }

    @Test(arguments: [
        ("", "a.md:1: begin with '---', 'title: …' and '---', a line each"),
        ("# About", "a.md:1: begin with '---', 'title: …' and '---', a line each"),
        ("---\ntitle: A\n", "a.md:1: the head is not closed: a line '---' is missing"),
        ("---\n---\n", "a.md:1: the page has no title; write 'title: …'"),
        ("---\norder: 1\ntitle:\n---\n", "a.md:3: the page has no title; write 'title: …'"),
        ("---\ntitle: A\ntitel: B\n---\n", "a.md:3: unknown key 'titel'; did you mean 'title'?"),
        ("---\ntitle: A\nlayout: B\n---\n", "a.md:3: unknown key 'layout'; known are title, order, description"),
        ("---\ntitle: A\ntitle: B\n---\n", "a.md:3: 'title' is given twice"),
        ("---\ntitle: A\norder: first\n---\n", "a.md:3: 'order' is a whole number, not 'first'"),
        ("---\ntitle: A\njust words\n---\n", "a.md:3: 'just words' is not of the form 'key: value'"),
    ])
    func `an error in the front matter is reported with its line`(_ text: String, _ message: String) {
        #expect {
            try FrontMatter.split(text, file: "a.md")
        } throws: { error in
            "\(error)" == message
        }
    }
}
