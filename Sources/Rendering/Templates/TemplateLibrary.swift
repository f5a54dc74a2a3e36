import Crypto

/// The templates of a folder, read once; each is compiled for the model it is rendered with.
public struct TemplateLibrary: Sendable {
    /// SHA-256 over the names and bytes of all templates, the same whatever order they were read in.
    public let digest: [UInt8]

    /// Takes templates from memory: their sources by name, `profile` or `partials/row`.
    public init(sources: [String: String]) {
        self.init(files: sources.mapValues { Array($0.utf8) })
    }

    /// Reads the templates among the files of a folder.
    ///
    /// - Parameters:
    ///   - paths: The files of the folder, relative to it; those that do not end in `.mustache` are left out.
    ///   - read: Reads one of them.
    /// - Throws: ``TemplateError`` when a file cannot be read.
    public init(paths: [String], read: (_ path: String) throws -> [UInt8]) throws(TemplateError) {
        var files: [String: [UInt8]] = [:]
        for path in paths.sorted() where path.hasSuffix(Self.suffix) {
            do {
                files[String(path.dropLast(Self.suffix.count))] = try read(path)
            } catch {
                throw .unreadable(path: path, reason: "\(error)")
            }
        }
        self.init(files: files)
    }

    static let suffix = ".mustache"

    private init(files: [String: [UInt8]]) {
        var hash = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name.utf8.count):\(name)\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        digest = Array(hash.finalize())
    }
}

extension TemplateLibrary {
    /// Compiles one template for a model.
    ///
    /// - Parameters:
    ///   - name: The file's path without its extension.
    ///   - model: What it will be rendered with.
    /// - Returns: The compiled template.
    /// - Throws: ``TemplateError`` with all that is wrong in it and its partials.
    public func template<Model: TemplateModel>(
        named name: String, for model: Model.Type
    ) throws(TemplateError) -> Template<Model> {
        throw .unknownTemplate(name: name, nearest: nil)
    }
}
