import Testing

@testable import SiteModel

@Suite struct UsernameTests {
    @Test(arguments: [
        "a", "7", "ada", "a-b", "a--b", "0-0", "404a", "indexes", String(repeating: "x", count: 40),
        "a" + String(repeating: "-", count: 38) + "b",
    ])
    func `lower-case letters, digits and inner hyphens make a username`(_ text: String) throws {
        #expect(try Username(text).rawValue == text)
    }

    @Test(arguments: [
        "", "-", "-a", "a-", "Ada", "ada ", " ada", "ada\n", "ada\r", "ada\0", "a.b", "a/b", "..", ".", "a_b", "ä",
        "аda", "a\u{301}", "ada\u{200B}", "ＡＤＡ", "ada\u{FE0F}", String(repeating: "x", count: 41), "a%2e", "~ada",
    ])
    func `anything else is malformed`(_ text: String) {
        #expect(throws: UsernameError.malformed(text)) { try Username(text) }
    }

    @Test(arguments: [
        "assets", "about", "privacy", "api", "auth", "404", "index", "artwork", "account", "admin", "callback",
        "connect",
        "data", "disconnect", "feed", "health", "invite", "login", "logout", "serve", "session", "settings", "static",
        "sync",
    ])
    func `names of the site itself are reserved`(_ text: String) {
        #expect(throws: UsernameError.reserved(text)) { try Username(text) }
    }

    @Test func `a page of the operator reserves its name too`() throws {
        #expect(throws: UsernameError.reserved("imprint")) { try Username("imprint", pages: ["imprint"]) }
        #expect(try Username("imprint").rawValue == "imprint")
    }

    @Test func `usernames are ordered by bytes`() throws {
        let names = try ["b", "a-c", "a0", "a", "ab"].map { try Username($0) }
        #expect(names.sorted().map(\.rawValue) == ["a", "a-c", "a0", "ab", "b"])
    }

    @Test func `an error names the text and the rule`() {
        #expect(UsernameError.malformed("Ada").description.contains("'Ada'"))
        #expect(UsernameError.malformed("Ada").description.contains("a-z, 0-9"))
        #expect(UsernameError.reserved("api").description.contains("choose another"))
    }
}

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("adda", "ada"), ("aad", "ada"), ("Ada", "ada"), ("grcae", "grace"), ("gracie", "grace"), ("linux", "linus"),
    ])
    func `a typing mistake finds the intended name`(_ typed: String, _ meant: String) {
        #expect(typed.nearest(of: ["grace", "linus", "ada"]) == meant)
    }

    @Test(arguments: ["", "zz", "x", "completely-else", "gr"])
    func `a name that is too different finds none`(_ typed: String) {
        #expect(typed.nearest(of: ["grace", "linus", "ada"]) == nil)
    }

    @Test func `at most a third of the letters may differ, even in a short name`() {
        #expect("a".nearest(of: ["b"]) == nil)
        #expect("ab".nearest(of: ["ac"]) == nil)
        #expect("abc".nearest(of: ["abd"]) == "abd")
    }

    @Test func `the first by name of two equally similar names is found, in any order`() {
        #expect("bat".nearest(of: ["cat", "bar"]) == "bar")
        #expect("bat".nearest(of: ["bar", "cat"]) == "bar")
        #expect("bat".nearest(of: [String]()) == nil)
    }
}
