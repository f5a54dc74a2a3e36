import TestSupport
import Testing

@testable import Rendering

private func html(_ markdown: String, _ style: MarkdownRenderer.Style) -> String {
    String(decoding: MarkdownRenderer.render(markdown, style: style).bytes, as: UTF8.self)
}

@Suite struct MarkdownRendererTests {
    static let page = MarkdownRenderer.Style.page(headingLevelOffset: 1)

    @Test func `a bio shows no characters that control a terminal, and keeps its lines`() {
        #expect(
            html("a\u{1}b\u{1B}[31mc\u{7F}\u{85}\n\n- d\te", .bio)
                == "<p>a\u{FFFD}b\u{FFFD}[31mc\u{FFFD}\u{FFFD}</p>\n<ul>\n<li>d\te</li>\n</ul>\n")
    }

    @Test func `a bio may have emphasis, lists and nofollow links`() {
        #expect(
            html("I *love* **loud** `noise`.", .bio)
                == "<p>I <em>love</em> <strong>loud</strong> <code>noise</code>.</p>\n")
        #expect(html("- a\n- b", .bio) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
        #expect(
            html("[my *band*](https://example.org/a?b=1&c=2 \"title\")", .bio)
                == "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noopener ugc\">my <em>band</em></a></p>\n"
        )
        #expect(html("", .bio).isEmpty)
        #expect(html("\"straight\" -- quotes", .bio) == "<p>&quot;straight&quot; -- quotes</p>\n")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "\\javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "data:image/png;base64,AAAA", "vbscript:x", "file:///etc/passwd",
        "blob:https://example.org/1", "https:alert(1)", "https:/example.org", "https://", "https:///x",
        "https://spotify.com@evil.example/", "https://:443/", "//example.org",
        "\u{1}javascript:alert(1)", "&#1;javascript:alert(1)", "java\u{0}script:alert(1)", "https\u{0}://example.org",
        "&#32;javascript:alert(1)", "ftp://example.org", "https&#58;\\\\example.org", "https://exa&#10;mple.org",
    ])
    func `an unsafe link stays text in bios and pages`(_ url: String) {
        for style in [.bio, Self.page] {
            for markdown in [
                "[text](<\(url)>)", "[text](\(url))", "[text]\n\n[text]: <\(url)>", "![text](<\(url)>)", "<\(url)>",
            ] {
                let document = HTMLDocument(html(markdown, style))
                #expect(document.elements("script").isEmpty)
                #expect(document.elements(where: "href").isEmpty, "\(markdown.debugDescription)")
                #expect(document.elements(where: "src").isEmpty, "\(markdown.debugDescription)")
                #expect(document.text.contains("text") || markdown.hasPrefix("<"), "\(markdown.debugDescription)")
            }
        }
    }

    @Test(arguments: ["http://example.org", "mailto:a@example.org", "/about", "about/", "#top", "?q=1", "../x:y"])
    func `a page may have kinds of links that a bio may not`(_ url: String) {
        #expect(HTMLDocument(html("[text](\(url))", .bio)).elements("a").isEmpty)
        let links = HTMLDocument(html("[text](\(url))", Self.page)).elements("a")
        #expect(links.map { $0["href"] } == [url])
        #expect(links.map(\.text) == ["text"])
    }

    @Test func `autolinks follow the same rules`() {
        let bio = HTMLDocument(html("<https://example.org> <mailto:a@b.org> <a@b.org>", .bio))
        #expect(bio.elements("a").map { $0["href"] } == ["https://example.org"])
        #expect(bio.text == "https://example.org mailto:a@b.org a@b.org\n")
        #expect(HTMLDocument(html("<a@b.org>", Self.page)).elements("a").map { $0["href"] } == ["mailto:a@b.org"])
        #expect(HTMLDocument(html("https://example.org", .bio)).elements("a").isEmpty)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "x <b>y</b>", "<img src=x onerror=alert(1)>", "<!-- comment -->", "x <!-- y -->",
        "<iframe src=\"https://example.org\"></iframe>", "<a href=\"https://example.org\">x</a>", "<?php x ?>",
        "<!DOCTYPE html>",
        "<![CDATA[ x ]]>", "</p></div>", "<style>*{display:none}</style>", "<svg/onload=alert(1)>",
        "> <b>quoted</b>\n> <i>",
        "- <b>item</b>", "# <b>heading</b>", "[<b>x</b>](https://example.org)",
    ])
    func `raw HTML is shown as plain text`(_ markdown: String) {
        for style in [.bio, Self.page] {
            let rendered = html(markdown, style)
            let document = HTMLDocument(rendered)
            #expect(Set(document.tags).isSubset(of: ["p", "a", "blockquote", "ul", "li", "h2"]), "\(rendered)")
            #expect(Set(document.attributes.map(\.name)).isSubset(of: ["href", "rel"]))
            #expect(!rendered.contains("<!--"))
            if markdown.hasPrefix("<") { #expect(document.text == markdown + "\n") }
        }
    }

    @Test func `an image in a bio becomes its alternative text`() {
        #expect(html("![a *cat* `x`](https://example.org/cat.png)", .bio) == "<p>a cat x</p>\n")
        #expect(
            html("[![a cat](https://a.org/i.png)](https://a.org)", .bio)
                == "<p><a href=\"https://a.org\" rel=\"nofollow noopener ugc\">a cat</a></p>\n")
        #expect(html("![a [cat](https://b.org)](https://a.org/i.png)", .bio) == "<p>a cat</p>\n")
        #expect(html("![\"><script>](https://example.org/cat.png)", .bio) == "<p>&quot;&gt;&lt;script&gt;</p>\n")
    }

    @Test func `an image in a page may come from an https address or from the site`() {
        let sources = ["https://example.org/a.png", "assets/a.png", "http://example.org/a.png", "mailto:a@b.org"]
        let markdown = sources.map { "![alt](\($0))" }.joined(separator: "\n\n")
        let document = HTMLDocument(html(markdown, Self.page))
        #expect(document.elements("img").map { $0["src"] } == ["https://example.org/a.png", "assets/a.png"])
        #expect(document.elements("p").map(\.text) == ["", "", "alt", "alt"])
    }

    @Test func `headings become paragraphs in a bio and move down a level in a page`() {
        #expect(html("# *Me*\n\nMe too\n===", .bio) == "<p><em>Me</em></p>\n<p>Me too</p>\n")
        #expect(html("# a\n\n## b\n\n###### c", Self.page) == "<h2>a</h2>\n<h3>b</h3>\n<h6>c</h6>\n")
        #expect(html("# a\n\n## b", .page(headingLevelOffset: 0)) == "<h1>a</h1>\n<h2>b</h2>\n")
        #expect(html("# a\n\n### b", .page(headingLevelOffset: -1)) == "<h1>a</h1>\n<h2>b</h2>\n")
    }

    @Test func `quotes in an address cannot end its attribute`() {
        let document = HTMLDocument(html("[x](<https://a.org/\"onmouseover='alert(1)'&quot;>)", .bio))
        #expect(document.attributes.map(\.name) == ["href", "rel"])
        #expect(document.elements("a").map { $0["href"] } == ["https://a.org/\"onmouseover='alert(1)'\""])
    }

    @Test func `a bio is cut after 2,000 bytes, never inside a Unicode scalar`() {
        let fits = String(repeating: "a", count: 2_000)
        #expect(html(fits, .bio) == "<p>\(fits)</p>\n")
        #expect(html(fits + "b", .bio) == "<p>\(fits)…</p>\n")
        for prefix in 0..<4 {
            let text = String(repeating: "a", count: prefix) + String(repeating: "😀", count: 600)
            let shown = String(repeating: "a", count: prefix) + String(repeating: "😀", count: (2_000 - prefix) / 4)
            #expect(html(text, .bio) == "<p>\(shown)…</p>\n")
        }
        #expect(html(fits + "b", Self.page) == "<p>\(fits)b</p>\n")
    }

    @Test(arguments: [
        String(repeating: ">", count: 100_000), String(repeating: "[", count: 50_000),
        String(repeating: "*a **a ", count: 20_000),
        String(repeating: "- ", count: 20_000) + "x", String(repeating: "![", count: 50_000),
        String(repeating: "<", count: 100_000),
        String(repeating: "[a](", count: 20_000), String(repeating: "`", count: 50_001),
        String(repeating: "_x", count: 50_000),
        "[" + String(repeating: "[x](https://a.org)", count: 500) + "](https://b.org)",
    ])
    func `extreme markup gives limited depth and no nested links`(_ markdown: String) {
        for style in [.bio, Self.page] {
            let document = HTMLDocument(html(markdown, style))
            #expect(depth(of: document.root) <= MarkdownRenderer.deepestNesting + 4)
            #expect(document.elements("a").allSatisfy { $0.elements("a").isEmpty })
        }
    }

    @Test func `markup that is nested too deep is shown as source text`() {
        let quotes = String(repeating: "> ", count: 40) + "<b>"
        #expect(html(quotes, .bio) == "<p>\(String(repeating: "&gt; ", count: 40))&lt;b&gt;</p>\n")
        #expect(html(String(repeating: "> ", count: 20) + "x", .bio).hasPrefix("<blockquote>\n<blockquote>"))
    }

    @Test(arguments: [
        "a\u{0}b", "\u{202E}abc", "\u{FEFF}x", "\"\u{0301}<b\u{0338}>", "<\u{0301}script>", "e\u{0301}", "👩‍👩‍👧‍👦",
    ])
    func `unusual characters stay text`(_ text: String) {
        let document = HTMLDocument(html(text, .bio))
        #expect(document.tags == ["p"])
        let expected = text.unicodeScalars.map { $0 == "\u{0}" ? "\u{FFFD}" : $0 }.filter { $0 != "\u{FEFF}" }
        let shown = document.text.unicodeScalars.filter { $0 != "\n" && $0 != "\u{FEFF}" }
        #expect(Array(shown) == expected)
    }

    private func depth(of element: HTMLElement) -> Int {
        1 + (element.elements.map(depth).max() ?? 0)
    }
}
