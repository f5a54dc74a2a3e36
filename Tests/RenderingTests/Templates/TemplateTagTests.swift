import Rendering
import Testing

/// A template and what it prints.
struct PrintCase: CustomTestStringConvertible {
    let template: String
    let expected: String
    var partials: [String: String] = [:]

    init(_ template: String, _ expected: String, partials: [String: String] = [:]) {
        self.template = template
        self.expected = expected
        self.partials = partials
    }

    var testDescription: String { template.debugDescription }
}

@Suite struct TemplateTagTests {
    @Test(arguments: [
        PrintCase("", ""),
        PrintCase("plain {text}\nand } {", "plain {text}\nand } {"),
        PrintCase("<h1>{{title}}</h1>", "<h1>Fish &amp; Chips</h1>"),
        PrintCase("{{ title }}|{{\ttitle\n}}", "Fish &amp; Chips|Fish &amp; Chips"),
        PrintCase("{{title}}{{title}}", "Fish &amp; ChipsFish &amp; Chips"),
        PrintCase("[{{nothing}}]", "[]"),
        PrintCase("{{count}} and {{zero}}", "3 and 0"),
        PrintCase("{{{chart}}}|{{& chart }}|{{{ chart }}}", "<svg/>|<svg/>|<svg/>"),
        PrintCase("  {{title}}\n", "  Fish &amp; Chips\n"),
    ])
    func `variables are printed where they stand`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test(arguments: [0, 7, 10, 99, 100, -1, -10, Int.max, Int.min])
    func `a number is printed in digits`(_ number: Int) throws {
        var page = SamplePage()
        page.count = number
        #expect(try rendered("<{{count}}>", page) == "<\(number)>")
    }

    @Test(arguments: [
        PrintCase("{{owner.name}}", "Ada"),
        PrintCase("{{guest.name}}|{{owner.home.city}}", "|"),
        PrintCase("{{#owner.age}}yes{{/owner.age}}{{#guest.age}}no{{/guest.age}}", "yes"),
        PrintCase("{{^owner.home}}homeless{{/owner.home}}{{^guest.home.city}}none{{/guest.home.city}}", "homelessnone"),
        PrintCase("{{#owner}}{{owner.name}} {{name}}{{/owner}}", "Ada Ada"),
        PrintCase("{{#owner.home.rooms}}{{.}}{{/owner.home.rooms}}-", "-"),
    ])
    func `a dotted name leads through objects and is empty if one is missing`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test func `a dotted name reaches lists and texts inside objects`() throws {
        var page = SamplePage()
        page.owner?.home = SampleHome(city: "Köln", rooms: ["hall", "den"])
        page.owner?.children = [SamplePerson(name: "Di")]
        #expect(try rendered("{{owner.home.city}}", page) == "Köln")
        #expect(try rendered("{{#owner.home.rooms}}{{.}},{{/owner.home.rooms}}", page) == "hall,den,")
        #expect(
            try rendered("{{#owner.children}}{{name}} of {{title}}{{/owner.children}}", page)
                == "Di of Fish &amp; Chips")
        #expect(try rendered("{{#owner.home}}{{city}}{{/owner.home}}", page) == "Köln")
    }

    @Test(arguments: [
        PrintCase("a{{! nothing to see }}b", "ab"),
        PrintCase("a{{!\n  many\n  lines\n}}b", "ab"),
        PrintCase("a{{! title }}{{!}}b", "ab"),
        PrintCase("a\n  {{! alone }}  \nb", "a\nb"),
        PrintCase("a\r\n{{! alone }}\r\nb", "a\r\nb"),
        PrintCase("  {{! first }}\nb", "b"),
        PrintCase("a\n  {{! last }}", "a\n"),
        PrintCase("a\n{{!\nmany lines\n}}\nb", "a\nb"),
        PrintCase("  a {{! not alone }}\n", "  a \n"),
        PrintCase("{{! two }} {{! on a line }}\n", " \n"),
    ])
    func `a comment prints nothing, and its line is dropped if it stands alone`(_ c: PrintCase) throws {
        #expect(try rendered(c.template) == c.expected)
    }

    @Test(arguments: [
        PrintCase("{{=<% %>=}}(<%title%>) {{title}}", "(Fish &amp; Chips) {{title}}"),
        PrintCase("{{=| |=}}|#isOpen|open|/isOpen|", "open"),
        PrintCase("{{= @ @ =}}@title@@={{ }}=@{{count}}", "Fish &amp; Chips3"),
        PrintCase("a\n  {{=<% %>=}}  \nb<%count%>", "a\nb3"),
        PrintCase("a {{=<% %>=}}\nb", "a \nb"),
        PrintCase("{{=<% %>=}}<%&chart%><%{chart}%>", "<svg/><svg/>"),
        PrintCase("{{=[ ]=}}[#people][name][/people]", "BoCy"),
        PrintCase("{{=<% %>=}}<%>row%>", "{3}", partials: ["row": "{{=[ ]=}}{[count]}"]),
        PrintCase("{{#isOpen}}{{=<% %>=}}<%count%><%/isOpen%><%count%>", "33"),
        PrintCase("{{>row}}{{count}}", "33", partials: ["row": "{{=[ ]=}}[count]"]),
    ])
    func `changed delimiters apply to the end of the file`(_ c: PrintCase) throws {
        #expect(try rendered(c.template, partials: c.partials) == c.expected)
    }
}
