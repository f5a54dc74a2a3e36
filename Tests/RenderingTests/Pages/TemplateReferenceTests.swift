import Foundation
import Testing

@testable import Rendering

/// docs/templates.md: written by hand up to the first chapter of the reference, made from the models from there on.
@Suite struct TemplateReferenceTests {
    private static let file = testsFolder.appending(path: "../../docs/templates.md").standardizedFileURL
    private static let start = "## `profile.mustache`"

    @Test func `the document says what the models say`() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let end = text.range(of: Self.start)?.lowerBound ?? text.endIndex
        let current = text[..<end] + TemplateReference.markdown
        if ProcessInfo.processInfo.environment["RECORD_DOCS"] == "1" {
            try current.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/templates.md; look at it, then run without RECORD_DOCS")
            return
        }
        #expect(text == current, "docs/templates.md is stale; record it with RECORD_DOCS=1")
    }

    @Test func `every field of every page is in it, with a sentence`() {
        let reference = TemplateReference.markdown
        func check(_ schema: TemplateSchema) {
            for field in schema.fields {
                #expect(reference.contains("| `\(field.name)` | "), "\(schema.typeName).\(field.name)")
                #expect(field.doc.hasSuffix("."), "\(schema.typeName).\(field.name)")
                if let part = field.children { check(part) }
            }
        }
        for page in PageKinds.templates { check(page.schema) }
    }

    @Test func `every link leads to a heading`() throws {
        let reference = TemplateReference.markdown
        let anchors = Set(
            reference.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
                heading.drop { $0 == "#" || $0 == " " }.lowercased()
                    .replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" }
            })
        let links = reference.matches(of: #/\]\(#([^)]*)\)/#).map { String($0.1) }
        #expect(links.count > 10)
        for link in links { #expect(anchors.contains(link), "\(link)") }
    }

    @Test func `the example compiles`() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let example = try #require(text.firstMatch(of: #/```mustache\n((?s).*?)```/#)?.1)
        let library = TemplateLibrary(sources: ["example": String(example), "partials/foot": "{{page.siteTitle}}"])
        _ = try library.template(named: "example", for: ProfilePage.Model.self)
    }
}
