import Rendering
import Testing

@Suite struct TemplatePartialTests {
    @Test(arguments: [
        PrintCase("[{{>x}}]", "[hi]", partials: ["x": "hi"]),
        PrintCase("[{{> parts/x }}]", "[3]", partials: ["parts/x": "{{count}}"]),
        PrintCase("{{#people}}{{>x}}{{/people}}", "Bo,Cy,", partials: ["x": "{{name}},"]),
        PrintCase("{{>x}}", "Fish &amp; Chips", partials: ["x": "{{>y}}", "y": "{{title}}"]),
        PrintCase("{{>x}}{{>x}}", "aa", partials: ["x": "a"]),
        PrintCase("a {{>x}} b", "a \t|\t b", partials: ["x": "\t|\t"]),
        PrintCase("a\n{{>x}}\nb", "a\nx\nb", partials: ["x": "x\n"]),
        PrintCase("a\r\n{{>x}}\r\nb", "a\r\nxb", partials: ["x": "x"]),
        PrintCase("[{{>x}}]", "[]", partials: ["x": ""]),
    ])
    func `a partial sees the context of its tag`(_ c: PrintCase) throws {
        #expect(try rendered(c.template, partials: c.partials) == c.expected)
    }

    @Test(arguments: [
        PrintCase("<ul>\n  {{>x}}\n</ul>\n", "<ul>\n  <li>\n  </li>\n</ul>\n", partials: ["x": "<li>\n</li>\n"]),
        PrintCase("  {{>x}}", "  a\n  b", partials: ["x": "a\nb"]),
        PrintCase("  {{>x}}\n", "  a\n\n  b\n", partials: ["x": "a\n\nb\n"]),
        PrintCase(" {{>x}}\n", "  a\n  b\n c\n", partials: ["x": " {{>y}}\nc\n", "y": "a\nb\n"]),
        PrintCase("  {{>x}}\n", "  3\n  -\n", partials: ["x": "{{count}}\n-\n"]),
        PrintCase(
            " {{>x}}\n", " <\n - Bo\n - Cy\n >\n", partials: ["x": "<\n{{#people}}\n- {{name}}\n{{/people}}\n>\n"]),
        PrintCase("  a {{>x}}\n", "  a b\nc\n", partials: ["x": "b\nc"]),
        PrintCase("\t{{>x}}\r\n", "\ta\r\n\tb\r\n", partials: ["x": "a\r\nb\r\n"]),
    ])
    func `a partial alone on its line is indented line by line`(_ c: PrintCase) throws {
        #expect(try rendered(c.template, partials: c.partials) == c.expected)
    }

    @Test func `only the lines of a partial are indented, not the text it prints`() throws {
        var page = SamplePage()
        page.title = "one\ntwo"
        #expect(try rendered(" {{>x}}\n", page, partials: ["x": "|\n{{title}}\n|\n"]) == " |\n one\ntwo\n |\n")
    }

    @Test func `a recursive partial ends with the data`() throws {
        var page = SamplePage()
        page.people = [
            SamplePerson(name: "Bo", children: [SamplePerson(name: "Di", children: [SamplePerson(name: "Ed")])]),
            SamplePerson(name: "Cy"),
        ]
        let tree = "{{name}}<{{#children}}{{>tree}}{{/children}}>"
        #expect(try rendered("{{#people}}{{>tree}}{{/people}}", page, partials: ["tree": tree]) == "Bo<Di<Ed<>>>Cy<>")
        let pair = [
            "even": "{{name}}:{{#children}}{{>odd}}{{/children}}",
            "odd": "{{name}}/{{#children}}{{>even}}{{/children}}",
        ]
        #expect(try rendered("{{#people}}{{>even}}{{/people}}", page, partials: pair) == "Bo:Di/Ed:Cy:")
    }

    @Test(arguments: [
        (["x": "{{>x}}"], "x.mustache:1:1: partial 'x' includes itself without end (included from page.mustache:1:1)"),
        (
            ["x": "a\n {{>y}}b", "y": "{{>x}}"],
            "y.mustache:1:1: partial 'x' includes itself without end (x > y > x) (included from x.mustache:2:2)"
        ),
        (
            ["x": "{{#isOpen}}{{>x}}{{/isOpen}}"],
            "x.mustache:1:12: partial 'x' includes itself without end (included from page.mustache:1:1)"
        ),
        (
            // The owner is always that of the page, so the recursion has no end.
            ["x": "{{#owner}}{{>x}}{{/owner}}"],
            "x.mustache:1:11: partial 'x' includes itself without end (included from x.mustache:1:11)"
        ),
        (
            ["x": "{{#title}}{{#.}}{{>x}}{{/.}}{{/title}}"],
            "x.mustache:1:17: partial 'x' includes itself without end (included from x.mustache:1:17)"
        ),
    ])
    func `a partial that includes itself endlessly is an error`(_ partials: [String: String], _ message: String) {
        #expect(complaints("{{>x}}", partials: partials) == [message])
    }

    @Test func `a partial whose indentation grows endlessly is an error`() {
        let found = complaints("{{#people}}{{>x}}{{/people}}", partials: ["x": "{{#children}}\n {{>x}}\n{{/children}}"])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("x.mustache:2:2: partials are nested more than 64 deep") == true)
    }

    @Test(arguments: ["", "{{count}}", String(repeating: "long text ", count: 10_000)])
    func `partials that multiply each other are an error`(_ innermost: String) {
        var partials = ["p0": innermost]
        for level in 1...40 { partials["p\(level)"] = "{{>p\(level - 1)}}{{>p\(level - 1)}}" }
        let found = complaints("{{>p40}}", partials: partials)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.contains("grows beyond measure") })
    }
}
