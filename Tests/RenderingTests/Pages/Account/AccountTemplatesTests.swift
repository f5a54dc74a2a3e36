import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// Where the templates and the assets of the companion's pages come from.
@Suite struct AccountTemplatesTests {
    /// The project's templates in a folder of their own, changed by the caller.
    private func copy(_ folder: TemporaryFolder, without part: String? = nil) throws -> URL {
        let target = URL(filePath: folder.path).appending(path: "templates")
        try FileManager.default.copyItem(at: SampleSite.folder, to: target)
        if let part { try FileManager.default.removeItem(at: target.appending(path: part)) }
        return target
    }

    private func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }

    @Test func `a folder without account/ gets the program's pages, with its own menu and logo`() throws {
        let folder = try TemporaryFolder()
        let own = try copy(folder, without: "account")
        try write("broken {{", to: own.appending(path: "partials/foot.mustache"))
        try write("body { color: red }", to: own.appending(path: "assets/site.css"))
        try write("<svg id='mine'/>", to: own.appending(path: "assets/source-logo.svg"))
        try write("---\ntitle: Our rules\n---\nText", to: own.appending(path: "pages/rules.md"))
        let pages = try SampleAccount.pages(templates: own, builtIn: SampleSite.folder)
        let document = HTMLDocument(pages.message(.notFound, at: SampleAccount.now))
        let rules = document.elements("a").first { $0.text == "Our rules" }
        #expect(rules?["href"] == "https://music.example/people/rules/index.html")
        let sheet = try #require(pages.asset(named: published("site.css", pages)))
        #expect(!String(decoding: sheet.bytes, as: UTF8.self).hasPrefix("body { color: red }"))
        let logo = try #require(pages.asset(named: published("source-logo.svg", pages)))
        #expect(String(decoding: logo.bytes, as: UTF8.self) == "<svg id='mine'/>")
        #expect(document.elements("img").map { $0["src"] } == [pages.context.link(toAsset: "source-logo.svg")])
    }

    @Test func `a folder with account/ counts alone: what is missing in it is an error`() throws {
        let folder = try TemporaryFolder()
        let own = try copy(folder, without: "account/message.mustache")
        try write("{{nmae}}", to: own.appending(path: "account/health.mustache"))
        let error = try #require(throws: TemplateError.self) {
            try SampleAccount.pages(templates: own, builtIn: SampleSite.folder)
        }
        let lines = "\(error)".split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("account/message.mustache: no such template") })
        #expect(lines.contains { $0.hasPrefix("account/health.mustache:1:1: unknown name 'nmae'") })
    }

    @Test func `without any account/, the error says how to get one`() throws {
        let folder = try TemporaryFolder()
        let own = try copy(folder, without: "account")
        let path = own.path(percentEncoded: false)
        #expect(throws: SiteInputError.noAccountTemplates(folder: path)) { try SampleAccount.pages(templates: own) }
        #expect("\(SiteInputError.noAccountTemplates(folder: "x"))".contains("sitegen templates copy --force x"))
    }

    @Test func `builds do not read account/: a mistake there stops none, and changes no page`() throws {
        let folder = try TemporaryFolder()
        let own = try copy(folder)
        let before = try TemplateFolder(path: own.path(percentEncoded: false))
        try write("{{#open}}", to: own.appending(path: "account/account.mustache"))
        try write("* { color: red }", to: own.appending(path: "account/account.css"))
        let after = try TemplateFolder(path: own.path(percentEncoded: false))
        #expect(after.digest == before.digest && after.assets.digest == before.assets.digest)
        #expect(!after.assets.assets.contains { $0.name == AccountTemplates.stylesheet })
        #expect(throws: TemplateError.self) { try SampleAccount.pages(templates: own) }
    }

    @Test func `a copy of the templates has account/`() throws {
        let folder = try TemporaryFolder()
        let target = folder.path + "/copy"
        let copy = try TemplateCopy(of: SampleSite.folder.path(percentEncoded: false), to: target, force: false)
        #expect(copy.written.contains("account/account.mustache") && copy.written.contains("account/account.css"))
        _ = try SampleAccount.pages(templates: URL(filePath: target))
    }

    @Test func `every asset that a page links is there, with its type; nothing else is`() throws {
        let pages = try SampleAccount.pages()
        let document = HTMLDocument(pages.signIn(SignInView(signUp: .closed)))
        let links = document.elements("link").compactMap { $0["href"] }
        #expect(links.count == 3)
        let types = try links.map { link in
            let name = try #require(link.split(separator: "/").last)
            #expect(link == "/people/account/assets/\(name)")
            return try #require(pages.asset(named: String(name))).contentType
        }
        #expect(Set(types) == ["text/css; charset=utf-8", "image/svg+xml"])
        for name in ["site.css", "account.mustache", "../site.css", "", "assets/site.css"] {
            #expect(pages.asset(named: name) == nil, "\(name)")
        }
    }

    @Test func `the companion can be on another host, and a site without an address is beside it`() throws {
        let away = try SampleAccount.pages(address: "https://account.example/account/")
        let document = HTMLDocument(away.account(try SampleAccount.view()))
        let home = document.elements(class: "masthead").first?.elements("a").first
        #expect(home?["href"] == "https://music.example/people/index.html")
        #expect(document.elements("form").first?["action"] == "/api/auth/signout")
        let beside = try SampleAccount.pages(baseURL: nil, address: "http://127.0.0.1:8080/account/")
        #expect(HTMLDocument(beside.account(try SampleAccount.view())).text.contains("127.0.0.1:8080/ada"))
    }

    @Test func `the style sheet of these pages stays small`() throws {
        let css = try Data(contentsOf: SampleSite.folder.appending(path: "account/account.css"))
        #expect(css.count <= 7_000)
    }

    private func published(_ name: String, _ pages: AccountPages) -> String {
        String(pages.context.link(toAsset: name).split(separator: "/").last ?? "")
    }
}
