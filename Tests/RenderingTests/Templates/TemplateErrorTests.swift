import Testing

@testable import Rendering

/// A template and the expected errors.
struct ComplaintCase: CustomTestStringConvertible {
    let template: String
    let expected: [String]

    init(_ template: String, _ expected: String...) {
        self.template = template
        self.expected = expected
    }

    var testDescription: String { template.debugDescription }
}

@Suite struct TemplateErrorTests {
    @Test(arguments: [
        ComplaintCase("<h1>\n  {{titel}}", "page.mustache:2:3: unknown name 'titel'; did you mean 'title'?"),
        ComplaintCase("äöü {{Title}}", "page.mustache:1:5: unknown name 'Title'; did you mean 'title'?"),
        ComplaintCase("{{xyzzy}}", "page.mustache:1:1: unknown name 'xyzzy' in SamplePage"),
        ComplaintCase(
            "{{#people}}{{xyzzy}}{{/people}}", "page.mustache:1:12: unknown name 'xyzzy' in SamplePage > SamplePerson"),
        ComplaintCase(
            "{{#people}}{{nmae}}{{/people}}", "page.mustache:1:12: unknown name 'nmae'; did you mean 'name'?"),
        ComplaintCase("{{name}}", "page.mustache:1:1: unknown name 'name' in SamplePage"),
        ComplaintCase(
            "{{#poeple}}{{name}}{{/poeple}}", "page.mustache:1:1: unknown name 'poeple'; did you mean 'people'?"),
        ComplaintCase("{{^ower}}{{/ower}}", "page.mustache:1:1: unknown name 'ower'; did you mean 'owner'?"),
        ComplaintCase("{{owner.nam}}", "page.mustache:1:1: unknown name 'nam' in 'owner'; did you mean 'name'?"),
        ComplaintCase("{{owner.title}}", "page.mustache:1:1: unknown name 'title' in 'owner'"),
        ComplaintCase("{{title.length}}", "page.mustache:1:1: 'title' is a text, which has no '.length'"),
        ComplaintCase("{{people.name}}", "page.mustache:1:1: 'people' is a list, which has no '.name'"),
        ComplaintCase("{{.}}", "page.mustache:1:1: '.' is SamplePage here, not a text or number; name a field of it"),
    ])
    func `an unknown name is reported with its place and the nearest name`(_ c: ComplaintCase) {
        #expect(complaints(c.template) == c.expected)
    }

    @Test(arguments: [
        ComplaintCase("{{people}}", "page.mustache:1:1: 'people' is a list, which cannot be printed; use a section"),
        ComplaintCase(
            "{{tags}}", "page.mustache:1:1: 'tags' is a list of texts, which cannot be printed; use a section"),
        ComplaintCase("{{owner}}", "page.mustache:1:1: 'owner' is an object, which cannot be printed; use a section"),
        ComplaintCase("{{isOpen}}", "page.mustache:1:1: 'isOpen' is a flag, which cannot be printed; use a section"),
        ComplaintCase("{{chart}}", "page.mustache:1:1: 'chart' is markup already; write '{{{chart}}}'"),
        ComplaintCase(
            "{{{title}}}",
            "page.mustache:1:1: 'title' is a text; only markup of the site's own making is printed unescaped; "
                + "write '{{title}}'"),
        ComplaintCase(
            "{{&owner.age}}",
            "page.mustache:1:1: 'owner.age' is a number; only markup of the site's own making is printed unescaped; "
                + "write '{{owner.age}}'"),
        ComplaintCase(
            "{{#tags}}{{{.}}}{{/tags}}",
            "page.mustache:1:10: '.' is a text; only markup of the site's own making is printed unescaped; write '{{.}}'"
        ),
    ])
    func `a field can be printed only as its kind allows`(_ c: ComplaintCase) {
        #expect(complaints(c.template) == c.expected)
    }

    @Test(arguments: [
        ComplaintCase("a\n {{#isOpen}}\n", "page.mustache:2:2: section 'isOpen' is never closed"),
        ComplaintCase("a{{/isOpen}}", "page.mustache:1:2: 'isOpen' is closed, but no section is open"),
        ComplaintCase(
            "{{#isOpen}}\n{{/isopen}}",
            "page.mustache:2:1: 'isopen' is closed here, but the open section is 'isOpen' opened at 1:1"),
        ComplaintCase(
            "{{#people}}\n {{#age}}\n{{/people}}",
            "page.mustache:2:2: section 'age' is not closed before the end of 'people' at 3:1"),
        ComplaintCase(
            "{{#people}}{{#age}}{{/people}}{{/age}}",
            "page.mustache:1:12: section 'age' is not closed before the end of 'people' at 1:20",
            "page.mustache:1:31: 'age' is closed, but no section is open"),
        ComplaintCase("a {{title", "page.mustache:1:3: the tag is not closed: '}}' is missing"),
        ComplaintCase("a {{title} {{count}}", "page.mustache:1:3: the tag is not closed: '}}' is missing"),
        ComplaintCase("{{{chart}} {{{chart}}}", "page.mustache:1:1: the tag is not closed: '}}' is missing"),
        ComplaintCase("{{! to the end", "page.mustache:1:1: the tag is not closed: '}}' is missing"),
        ComplaintCase("{{}}", "page.mustache:1:1: the tag has no name"),
        ComplaintCase("{{#}}{{/}}", "page.mustache:1:1: the tag has no name"),
        ComplaintCase("{{user name}}", "page.mustache:1:1: 'user name' cannot be a name"),
        ComplaintCase("{{owner..name}}", "page.mustache:1:1: 'owner..name' cannot be a name"),
        ComplaintCase(
            "{{=<%=}}",
            "page.mustache:1:1: delimiters are set like '{{=<% %>=}}': two, with a space between, without '='"),
        ComplaintCase(
            "{{<base}}{{/base}}",
            "page.mustache:1:1: '{{<base}}' is template inheritance, which this language does not have; use a partial",
            "page.mustache:1:10: 'base' is closed, but no section is open"),
        ComplaintCase("{{>*dynamic}}", "page.mustache:1:1: '*dynamic' cannot be the name of a partial"),
        ComplaintCase("{{>}}", "page.mustache:1:1: '' cannot be the name of a partial"),
    ])
    func `a malformed tag is reported with its place`(_ c: ComplaintCase) {
        #expect(complaints(c.template) == c.expected)
    }

    @Test func `an unknown partial is reported with the nearest one`() {
        let partials = ["partials/row": "", "partials/head": ""]
        #expect(
            complaints("\n{{>partials/rwo}}{{>foot}}", partials: partials) == [
                "page.mustache:2:1: there is no partial 'partials/rwo.mustache'; did you mean 'partials/row'?",
                "page.mustache:2:18: there is no partial 'foot.mustache'",
            ])
    }

    @Test func `an error in a partial is reported once, with the tag that includes it`() {
        let found = complaints(
            "{{title}}\n{{#people}}{{>row}}{{/people}}{{>row}}{{>row}}", partials: ["row": "{{nam}}"])
        #expect(
            found == ["row.mustache:1:1: unknown name 'nam'; did you mean 'name'? (included from page.mustache:2:12)"])
    }

    @Test func `sections nested more than 64 deep are an error, not a crash`() {
        let deep = String(repeating: "{{#isOpen}}", count: 20_000) + String(repeating: "{{/isOpen}}", count: 20_000)
        #expect(complaints(deep).first == "page.mustache:1:705: sections are nested more than 64 deep")
        let fits = String(repeating: "{{#isOpen}}", count: 64) + "x" + String(repeating: "{{/isOpen}}", count: 64)
        #expect(complaints(fits).isEmpty)
    }

    @Test func `all errors of a set are reported at once, in order, at most twenty`() {
        let library = TemplateLibrary(sources: [
            "b": "{{titel}}\n{{cuont}}", "a": "{{nam}}{{>c}}", "c": "{{agee}}", "unused": "{{#x}}",
        ])
        var found = library.diagnostics
        _ = library.compile("b", for: SamplePage.self, &found)
        _ = library.compile("a", for: SamplePerson.self, &found)
        _ = library.compile("d", for: SampleHome.self, &found)
        #expect(
            "\(TemplateError.invalid(collecting: found))" == """
                a.mustache:1:1: unknown name 'nam'; did you mean 'name'?
                b.mustache:1:1: unknown name 'titel'; did you mean 'title'?
                b.mustache:2:1: unknown name 'cuont'; did you mean 'count'?
                c.mustache:1:1: unknown name 'agee'; did you mean 'age'? (included from a.mustache:1:8)
                d.mustache: no such template
                unused.mustache:1:1: section 'x' is never closed
                """)
        let many = TemplateLibrary(sources: ["m": String(repeating: "{{nope}}\n", count: 25)])
        #expect {
            try many.template(named: "m", for: SamplePage.self)
        } throws: { error in
            let lines = "\(error)".split(separator: "\n")
            return lines.count == 21 && lines.first == "m.mustache:1:1: unknown name 'nope' in SamplePage"
                && lines.last == "and 5 more"
        }
    }
}
