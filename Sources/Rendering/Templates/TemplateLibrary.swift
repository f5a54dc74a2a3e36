import Crypto

/// The templates of a folder, read and parsed once; each is compiled for the model it is rendered with.
public struct TemplateLibrary: Sendable {
    /// SHA-256 over the names and bytes of all templates, independent of the order in which they were read.
    public let digest: [UInt8]

    /// The names of the templates, sorted: paths without the extension.
    public var names: [String] { files.keys.sorted() }

    private let files: [String: ParsedTemplate]

    static let suffix = ".mustache"

    /// Takes templates from memory: their sources by name, `profile` or `partials/row`.
    public init(sources: [String: String]) {
        self.init(contents: sources.mapValues { Array($0.utf8) })
    }

    /// Reads the templates among the files of a folder.
    ///
    /// Mistakes in a template are reported by ``template(named:for:)``, not here.
    ///
    /// - Parameters:
    ///   - paths: The files of the folder, relative to it; those that do not end in `.mustache` are left out.
    ///   - read: Reads one of them.
    /// - Throws: ``TemplateError`` when a file cannot be read.
    public init(paths: [String], read: (_ path: String) throws -> [UInt8]) throws(TemplateError) {
        var contents: [String: [UInt8]] = [:]
        for path in paths.sorted() where path.hasSuffix(Self.suffix) {
            do {
                contents[String(path.dropLast(Self.suffix.count))] = try read(path)
            } catch {
                throw .unreadable(path: path, reason: "\(error)")
            }
        }
        self.init(contents: contents)
    }

    private init(contents: [String: [UInt8]]) {
        var hash = SHA256()
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name.utf8.count):\(name)\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        digest = Array(hash.finalize())
        var files: [String: ParsedTemplate] = [:]
        for (name, bytes) in contents {
            files[name] = TemplateParser.parse(TemplateSource(name: name, bytes: bytes))
        }
        self.files = files
    }
}

extension TemplateLibrary {
    /// Compiles one template for a model.
    ///
    /// - Parameters:
    ///   - name: The file's path without its extension.
    ///   - model: What it will be rendered with.
    /// - Returns: The compiled template.
    /// - Throws: ``TemplateError`` with all that is wrong in it and its partials, and all that is malformed in any file.
    public func template<Model: TemplateModel>(
        named name: String, for model: Model.Type
    ) throws(TemplateError) -> Template<Model> {
        var found = diagnostics
        let template = compile(name, for: model, &found)
        guard found.isEmpty else { throw .invalid(collecting: found) }
        return template
    }

    /// What is malformed in any file.
    var diagnostics: [TemplateDiagnostic] { files.values.flatMap(\.diagnostics) }

    /// Compiles one template, and adds what is wrong to `found`: several can be compiled before anything is thrown.
    func compile<Model: TemplateModel>(
        _ name: String, for model: Model.Type, _ found: inout [TemplateDiagnostic]
    ) -> Template<Model> {
        var compiler = TemplateCompiler(files: files)
        guard let file = files[name] else {
            let hint = suggestion(for: name, among: names)
            found.append(
                TemplateDiagnostic(file: name + Self.suffix, line: 0, column: 0, message: "no such template\(hint)"))
            return Template(program: TemplateProgram(instructions: [], literals: [], procedures: [], slots: 1))
        }
        let program = compiler.compile(file, named: name, for: TemplateSchema(model))
        found += compiler.diagnostics
        return Template(program: program)
    }
}
