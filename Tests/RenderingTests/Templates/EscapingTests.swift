import Rendering
import TestSupport
import Testing

/// Hostile texts, each an attempt to break out of the place where it is printed.
private let hostile: [String] = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)", "\" onmouseover=\"alert(1)", "&lt;b&gt;", "&amp;&#39;&quot;&", "--><b>", "]]><b>",
    "\"\u{0301} onmouseover=alert(1) x=\"\u{0301}", "<\u{0338}b>", "'\u{20DD}>\u{0307}<b>\u{0301}", "&\u{0301}lt;",
    "a\u{0}<b\u{0}>", "\u{202E}<b>\u{202C}", "\u{200F}\"x", "\u{FEFF}<b>", "<\u{200D}b>", "👩‍👩‍👧‍👦<b>", "\u{FFFD}<",
    "＜script＞", "line\nbreak\tand\rreturn", "`backticks`", "{{title}}", "{{{chart}}}", "</textarea></title></style>",
    String(repeating: "<", count: 10_000), String(repeating: "a", count: 100_000) + "\"<",
    String(decoding: [0x3C, 0xED, 0xA0, 0x80, 0x62, 0x3E, 0xC0, 0xBC, 0x22, 0xF5], as: UTF8.self),
]

@Suite struct EscapingTests {
    private static let template =
        "<p title=\"{{title}}\" lang='{{title}}'>{{title}}</p>{{#tags}}<i class=\"{{.}}\">{{.}}</i>{{/tags}}"

    /// What a parser reads from an escaped text: NUL is replaced, and line ends are normalised.
    private func expectation(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar {
                    case "\u{0}": "\u{FFFD}"
                    case "\r": "\n"
                    default: scalar
                    }
                }))
    }

    @Test(arguments: hostile)
    func `hostile text stays text in elements and attributes`(_ text: String) throws {
        var page = SamplePage()
        page.title = text
        page.tags = [text]
        let document = HTMLDocument(try rendered(Self.template, page))
        let expected = expectation(text)

        #expect(document.tags == ["i", "p"])
        #expect(document.attributes.map(\.name) == ["title", "lang", "class"])
        #expect(document.attributes.allSatisfy { Array($0.value.unicodeScalars) == Array(expected.unicodeScalars) })
        #expect(Array(document.text.unicodeScalars) == Array((expected + expected).unicodeScalars))
    }

    @Test func `special characters are escaped next to every kind of character`() throws {
        let specials: [Unicode.Scalar] = ["&", "<", ">", "\"", "'"]
        let neighbours: [Unicode.Scalar] = [
            "a", " ", "\u{0301}", "\u{200D}", "\u{FE0F}", "\u{1F3FB}", "\u{E0061}", "\u{0}", "é", "語", "<", "\"",
        ]
        for special in specials {
            for before in neighbours {
                for after in neighbours {
                    var text = String.UnicodeScalarView()
                    text.append(contentsOf: [before, special, after])
                    var page = SamplePage()
                    page.title = String(text)
                    let html = try rendered("{{title}}", page)
                    // A special character that is left after the references are removed was not escaped.
                    let rest = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].reduce(into: Array(html.utf8)) {
                        bytes, escape in
                        bytes = removing(Array(escape.utf8), from: bytes)
                    }
                    #expect(rest.allSatisfy { !"&<>\"'\0".utf8.contains($0) }, "\(html.debugDescription)")
                }
            }
        }
    }

    private func removing(_ pattern: [UInt8], from bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: pattern) {
                index += pattern.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    @Test(arguments: [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"), ("\0", "\u{FFFD}"),
        // Other characters, mostly their neighbours in ASCII, which stay unchanged.
        ("#", "#"), ("%", "%"), ("=", "="), ("?", "?"), ("!", "!"), ("\u{1}", "\u{1}"), ("\u{7F}", "\u{7F}"),
        ("¢", "¢"),
    ])
    func `special characters are escaped at every position`(_ special: String, _ expected: String) throws {
        for length in 0...20 {
            for place in 0...length {
                let before = String(repeating: "x", count: place)
                let after = String(repeating: "é", count: length - place)
                var page = SamplePage()
                page.title = before + special + after
                #expect(try rendered("{{title}}", page) == before + expected + after)
            }
        }
    }
}
