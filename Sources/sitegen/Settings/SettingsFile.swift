import Foundation
import SiteModel
import Yams

/// A settings file with the line of each key: what errors need, and a plain reader of values does not keep.
struct SettingsFile {
    /// A value and where it stands.
    struct Entry: Equatable {
        var value: String
        var line: Int
    }

    var path: String
    var entries: [SettingKey: Entry]

    /// Reads a file.
    ///
    /// - Throws: ``SettingsError`` for text that is no YAML, a key there is not, a key twice, or one without a value.
    init(path: String) throws {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch CocoaError.fileReadInapplicableStringEncoding {
            throw SettingsError.unreadable(file: path, reason: "it is not UTF-8 text")
        } catch {
            throw SettingsError.unreadable(file: path, reason: "check that it is a file and its permissions")
        }
        try self.init(path: path, text: text)
    }

    /// Takes a file's text.
    init(path: String, text: String) throws {
        self.path = path
        entries = [:]
        let root: Node?
        do {
            root = try Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            throw SettingsError(error, file: path)
        }
        guard let root, root.null == nil || root.mapping != nil else { return }
        guard let mapping = root.mapping else {
            throw SettingsError.malformed(
                file: path, line: root.mark?.line ?? 1, reason: "expected lines of the form 'key: value'")
        }
        try read(mapping, prefix: "")
    }

    private mutating func read(_ mapping: Node.Mapping, prefix: String) throws {
        for (keyNode, valueNode) in mapping {
            let key = prefix + (keyNode.string ?? "")
            let line = keyNode.mark?.line ?? 1
            if let child = valueNode.mapping {
                let isGroup = SettingKey.allCases.contains { $0.rawValue.hasPrefix(key + ".") }
                guard isGroup else { throw unknown(key, line) }
                try read(child, prefix: key + ".")
                continue
            }
            guard let known = SettingKey(rawValue: key) else { throw unknown(key, line) }
            guard let scalar = valueNode.scalar else {
                throw SettingsError.malformed(file: path, line: line, reason: "'\(key)' takes one value, not a list")
            }
            guard valueNode.null == nil, !scalar.string.isEmpty else {
                throw SettingsError.noValue(key, file: path, line: line)
            }
            guard entries[known] == nil else {
                throw SettingsError.malformed(file: path, line: line, reason: "'\(key)' is set twice")
            }
            entries[known] = Entry(value: scalar.string, line: line)
        }
    }

    private func unknown(_ key: String, _ line: Int) -> SettingsError {
        let groups = Set(
            SettingKey.allCases.compactMap { key in key.rawValue.lastIndex(of: ".").map { String(key.rawValue[..<$0]) }
            })
        let names = SettingKey.allCases.map(\.rawValue) + groups.sorted()
        // Somebody who leaves the group out means the key in it: `clientID` is `spotify.clientID`.
        let nearest =
            names.first { $0.hasSuffix("." + key.split(separator: ".").suffix(1).joined()) } ?? key.nearest(of: names)
        return .unknownKey(key, file: path, line: line, nearest: nearest)
    }
}

extension SettingsError {
    fileprivate init(_ error: YamlError, file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self = .malformed(file: file, line: mark.line, reason: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            self = .malformed(
                file: file, line: context.mark.line,
                reason: "set twice: \(duplicates.map { "'\($0)'" }.sorted().joined(separator: ", "))")
        default: self = .malformed(file: file, line: 1, reason: "not YAML: \(error)")
        }
    }
}
