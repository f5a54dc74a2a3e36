import Rendering
import Testing

@Suite struct TemplateSectionTests {
    @Test(arguments: [
        PrintCase("{{#isOpen}}open{{/isOpen}}{{#isClosed}}closed{{/isClosed}}", "open"),
        PrintCase("{{#title}}{{.}}{{/title}}{{#nothing}}no{{/nothing}}", "Fish &amp; Chips"),
        PrintCase("{{#count}}{{.}} plays{{/count}}{{#zero}}no{{/zero}}", "3 plays"),
        PrintCase("{{#chart}}<p>{{{.}}}</p>{{/chart}}{{#noChart}}no{{/noChart}}", "<p><svg/></p>"),
        PrintCase("{{#owner}}{{name}}, {{age}}{{/owner}}{{#guest}}no{{/guest}}", "Ada, 36"),
        PrintCase("{{#people}}{{name}};{{/people}}{{#nobody}}no{{/nobody}}", "Bo;Cy;"),
        PrintCase("{{#tags}}({{.}}){{/tags}}{{#noTags}}no{{/noTags}}", "(a)(&lt;b&gt;)"),
        PrintCase("{{#tags}}{{#.}}+{{/.}}{{^.}}-{{/.}}{{/tags}}", "++"),
        PrintCase("{{# isOpen }}x{{/ isOpen }}", "x"),
        PrintCase("{{#isOpen}}{{/isOpen}}", ""),
    ])
    func `a section is printed once for each value`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test(arguments: [
        PrintCase("{{^isOpen}}no{{/isOpen}}{{^isClosed}}yes{{/isClosed}}", "yes"),
        PrintCase("{{^title}}no{{/title}}{{^nothing}}yes{{/nothing}}", "yes"),
        PrintCase("{{^count}}no{{/count}}{{^zero}}yes{{/zero}}", "yes"),
        PrintCase("{{^chart}}no{{/chart}}{{^noChart}}yes{{/noChart}}", "yes"),
        PrintCase("{{^owner}}no{{/owner}}{{^guest}}{{title}}{{/guest}}", "Fish &amp; Chips"),
        PrintCase("{{^people}}no{{/people}}{{^nobody}}yes{{/nobody}}", "yes"),
        PrintCase("{{^tags}}no{{/tags}}{{^noTags}}yes{{/noTags}}", "yes"),
    ])
    func `an inverted section is printed when there is no value`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test(arguments: [
        PrintCase("{{#people}}{{title}}/{{name}} {{/people}}", "Fish &amp; Chips/Bo Fish &amp; Chips/Cy "),
        PrintCase("{{#owner}}{{#people}}{{name}}{{/people}}{{name}}{{/owner}}", "BoCyAda"),
        PrintCase("{{#people}}{{#tags}}{{name}}{{.}} {{/tags}}{{/people}}", "Boa Bo&lt;b&gt; Cya Cy&lt;b&gt; "),
        PrintCase("{{#people}}{{#owner}}{{name}}{{/owner}}{{name}}{{/people}}", "AdaBoAdaCy"),
        PrintCase("{{#isOpen}}{{#isOpen}}{{count}}{{/isOpen}}{{/isOpen}}", "3"),
        PrintCase("{{#people}}{{#age}}{{name}} is {{.}}{{/age}}{{/people}}", "Cy is 7"),
        PrintCase("{{#tags}}{{#title}}{{.}}{{/title}}{{.}}{{/tags}}", "Fish &amp; ChipsaFish &amp; Chips&lt;b&gt;"),
    ])
    func `names are looked up from the innermost context outwards`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test func `an inner list of the same type hides the outer item until it ends`() throws {
        var page = SamplePage()
        page.people = [
            SamplePerson(name: "Bo", children: [SamplePerson(name: "Di"), SamplePerson(name: "Ed")]),
            SamplePerson(name: "Cy", children: [SamplePerson(name: "Flo")]),
        ]
        let template = "{{#people}}{{name}}({{#children}}{{name}}{{/children}}){{name}} {{/people}}"
        #expect(try rendered(template, page) == "Bo(DiEd)Bo Cy(Flo)Cy ")
    }

    @Test(arguments: [
        PrintCase("a\n{{#isOpen}}\nb\n{{/isOpen}}\nc\n", "a\nb\nc\n"),
        PrintCase("a\n  {{#isOpen}}  \nb\n\t{{/isOpen}}\t\nc", "a\nb\nc"),
        PrintCase("a\r\n{{#isOpen}}\r\nb\r\n{{/isOpen}}\r\nc", "a\r\nb\r\nc"),
        PrintCase("{{#isOpen}}\nb{{/isOpen}}\nc", "b\nc"),
        PrintCase("a\n{{^isClosed}}\nb\n{{/isClosed}}", "a\nb\n"),
        PrintCase("  {{#isOpen}}b{{/isOpen}}\n", "  b\n"),
        PrintCase(" | {{#isOpen}} {{! x }}\n {{/isOpen}} | ", " |  \n  | "),
        PrintCase("{{#people}}\n- {{name}}\n{{/people}}\n", "- Bo\n- Cy\n"),
        PrintCase("{{#isClosed}}\nb\n{{/isClosed}}\nc", "c"),
        PrintCase("{{#isOpen}} {{#isOpen}}\nx{{/isOpen}}{{/isOpen}}", " \nx"),
    ])
    func `a section tag alone on its line leaves no blank line`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }
}
