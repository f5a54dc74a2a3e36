import Rendering
import Testing

@Suite struct TemplateLibraryTests {
    private struct ReadFailure: Error, CustomStringConvertible {
        var description: String { "permission denied" }
    }

    @Test func `templates are read from a list of paths, and other files are ignored`() throws {
        let files = ["page.mustache": "{{>partials/x}}!", "partials/x.mustache": "{{title}}", "assets/site.css": "no"]
        var asked: [String] = []
        let library = try TemplateLibrary(paths: files.keys.sorted()) { path in
            asked.append(path)
            return Array((files[path] ?? "").utf8)
        }
        #expect(asked == ["page.mustache", "partials/x.mustache"])
        #expect(library.names == ["page", "partials/x"])
        var buffer = HTMLBuffer()
        try library.template(named: "page", for: SamplePage.self).render(SamplePage(), into: &buffer)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "Fish &amp; Chips!")
    }

    @Test func `a file that cannot be read is reported by its path`() {
        #expect(throws: TemplateError.unreadable(path: "page.mustache", reason: "permission denied")) {
            try TemplateLibrary(paths: ["page.mustache"]) { _ in throw ReadFailure() }
        }
    }

    @Test func `a file that is not UTF-8 is an error, and a byte order mark is not printed`() throws {
        let broken = try TemplateLibrary(paths: ["page.mustache"]) { _ in [0x61, 0xFF] }
        #expect {
            try broken.template(named: "page", for: SamplePage.self)
        } throws: { error in
            "\(error)" == "page.mustache:1:1: the file is not UTF-8; save it as UTF-8"
        }
        #expect(try rendered("\u{FEFF}{{count}}") == "3")
    }

    @Test func `the digest depends only on names and bytes`() throws {
        let sources = ["a": "1", "b": "2"]
        let digest = TemplateLibrary(sources: sources).digest
        #expect(digest.count == 32)
        let reversed = try TemplateLibrary(paths: ["b.mustache", "a.mustache"]) { path in
            Array((sources[String(path.prefix(1))] ?? "").utf8)
        }
        #expect(reversed.digest == digest)
        for other in [
            ["a": "1"], ["a": "2", "b": "1"], ["a": "1", "c": "2"], ["a": "12", "b": ""], ["a": "", "1b": "2"],
        ] {
            #expect(TemplateLibrary(sources: other).digest != digest)
        }
    }

    @Test func `a missing template is an error with the nearest name`() {
        let library = TemplateLibrary(sources: ["profile": "", "directory": ""])
        #expect {
            try library.template(named: "profil", for: SamplePage.self)
        } throws: { error in
            "\(error)" == "profil.mustache: no such template; did you mean 'profile'?"
        }
    }

    @Test func `a buffer can be reused for the next page`() throws {
        let template = try TemplateLibrary(sources: ["p": "{{name}}"]).template(named: "p", for: SamplePerson.self)
        var buffer = HTMLBuffer(capacity: 64)
        for name in ["Ada", "Bo"] {
            buffer.removeAll()
            template.render(SamplePerson(name: name), into: &buffer)
            #expect(buffer.bytes == Array(name.utf8))
        }
    }

    @Test func `a schema lists the fields of a model, even of a recursive one`() {
        let schema = TemplateSchema(SamplePerson.self)
        #expect(schema.typeName == "SamplePerson")
        #expect(schema.fields.map(\.name) == ["name", "age", "nickname", "children", "home"])
        #expect(schema.fields.map(\.kind) == [.text, .number, .text, .list, .object])
        #expect(schema.fields[1].doc == "How old they are, in years.")
        #expect(schema.fields.map { $0.children?.typeName } == [nil, nil, nil, "SamplePerson", "SampleHome"])
    }
}
