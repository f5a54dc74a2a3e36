/// What templates can name and what `data.json` has, as documents: made from the models, so they always agree with the program.
public enum TemplateReference {
    /// The reference of templates in Markdown: one chapter a template, one table a part.
    public static var markdown: String {
        var reference = Markdown()
        for page in PageKinds.templates + PageKinds.ofCompanion {
            reference.add("\(page.templateName).mustache", page.summary, page.schema, as: page.templateName)
        }
        return reference.text
    }

    /// The reference of `data.json` in Markdown: one table a part.
    public static var dataMarkdown: String {
        var reference = Markdown()
        reference.add(ProfileFile.name, "what a profile shows", TemplateSchema(ProfileFile.self), as: "data")
        return reference.text
    }
}

extension TemplateReference {
    /// Writes chapters, and knows which parts it has described.
    private struct Markdown {
        var text = ""
        /// Where each part is described: its heading.
        private var headings: [ObjectIdentifier: String] = [:]

        mutating func add(_ file: String, _ what: String, _ schema: TemplateSchema, as template: String) {
            text += "\(text.isEmpty ? "" : "\n")## `\(file)`: \(what)\n"
            headings[schema.id] = file
            var next = [(path: "", schema)]
            while !next.isEmpty {
                let (path, schema) = next.removeFirst()
                if !path.isEmpty { text += "\n### \(heading(template, path))\n" }
                // Links in this table lead to parts that follow it.
                for field in schema.fields {
                    guard let part = field.children, headings[part.id] == nil else { continue }
                    let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
                    headings[part.id] = heading(template, inner)
                    next.append((inner, part))
                }
                text += "\n| name | is | |\n|---|---|---|\n"
                for field in schema.fields { text += row(field) }
            }
        }

        private func heading(_ template: String, _ path: String) -> String { "`\(path)` in \(template)" }

        private func row(_ field: TemplateSchema.Field) -> String {
            var kind = field.kind.inReference
            if let part = field.children, let heading = headings[part.id] {
                kind = "[\(kind)](#\(Self.anchor(heading)))"
            }
            return "| `\(field.name)` | \(kind) | \(field.doc.replacing("|", with: "\\|")) |\n"
        }

        /// The anchor that GitHub and most renderers give to a heading.
        private static func anchor(_ heading: String) -> String {
            String(
                heading.lowercased().compactMap { letter in
                    letter == " " ? "-" : letter.isLetter || letter.isNumber || "-_".contains(letter) ? letter : nil
                })
        }
    }
}

extension TemplateFieldKind {
    /// The kind in a word; `docs/templates.md` says above the tables what each word means.
    fileprivate var inReference: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .flag: "flag"
        case .html: "markup"
        case .object: "part"
        case .list: "parts"
        case .texts: "texts"
        case .numbers: "numbers"
        }
    }
}
