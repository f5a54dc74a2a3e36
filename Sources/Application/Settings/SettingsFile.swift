import Foundation
import SiteModel
import Yams

/// A settings file with the line of each key, which errors name.
struct SettingsFile {
    /// A value and its line.
    struct Entry: Equatable {
        var value: String
        var line: Int
    }

    var path: String
    var entries: [SettingKey: Entry]

    /// Reads a file.
    ///
    /// - Throws: ``SettingsError`` for invalid YAML, an unknown key, a duplicate key, or a key without a value.
    init(path: String) throws {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingsError.unreadable(file: path, reason: "check that it is a file and its permissions")
        }
        // Plain letters in UTF-16 are valid UTF-8, with a zero for each.
        guard let text = String(data: bytes, encoding: .utf8), !bytes.contains(0) else {
            throw SettingsError.unreadable(file: path, reason: "it is not UTF-8 text; save it as UTF-8")
        }
        try self.init(path: path, text: text)
    }

    /// Takes a file's text.
    init(path: String, text: String) throws {
        self.path = path
        entries = [:]
        let root: Node?
        do {
            // Every value is a text here, and the regular expressions that tell other kinds apart are slow to make.
            root = try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch let error as YamlError {
            throw SettingsError(error, file: path, text: text)
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
            let known = SettingKey(rawValue: key)
            if let child = valueNode.mapping, known == nil {
                guard SettingKey.first(below: key) != nil else { throw unknown(key, line) }
                try read(child, prefix: key + ".")
                continue
            }
            guard let known else {
                guard let inner = SettingKey.first(below: key) else { throw unknown(key, line) }
                throw SettingsError.malformed(
                    file: path, line: line,
                    reason: "'\(key)' takes keys below it, such as '\(inner.rawValue)', and no value of its own")
            }
            guard let scalar = valueNode.scalar else {
                throw SettingsError.malformed(
                    file: path, line: line, reason: "'\(key)' takes one value, not a list and no keys below it")
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
        // A key without its group most likely means the key in it: `clientID` is `spotify.clientID`.
        let nearest =
            names.first { $0.hasSuffix("." + key.split(separator: ".").suffix(1).joined()) } ?? key.nearest(of: names)
        return .unknownKey(key, file: path, line: line, nearest: nearest)
    }
}

extension SettingsError {
    fileprivate init(_ error: YamlError, file: String, text: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let indent = Self.lines(text).dropFirst(max(0, mark.line - 1)).first?.prefix { $0.isWhitespace } ?? ""
            self = .malformed(
                file: file, line: mark.line,
                reason: indent.contains("\t")
                    ? "the line begins with a tab, and YAML takes only spaces" : "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            self = .malformed(
                file: file, line: Self.line(of: duplicates, from: context.mark, in: text),
                reason: "set twice: \(duplicates.map { "'\($0)'" }.sorted().joined(separator: ", "))")
        default: self = .malformed(file: file, line: 1, reason: "not YAML: \(error)")
        }
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    /// The line on which one of the keys appears for the second time: YAML's parser knows only where their group begins.
    private static func line(of keys: [String], from group: Mark, in text: String) -> Int {
        let lines = lines(text)
        var seen: Set<String> = []
        for (index, line) in lines.enumerated().dropFirst(group.line - 1) {
            let content = line.drop { $0 == " " }
            guard !content.isEmpty, content.first != "#" else { continue }
            // The keys of one group start in one column; keys of inner groups start further right.
            let column = line.count - content.count + 1
            guard column >= group.column else { break }
            guard column == group.column, let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].trimmingCharacters(in: .whitespaces.union(["'", "\""]))
            if keys.contains(key), !seen.insert(key).inserted { return index + 1 }
        }
        return group.line
    }
}
