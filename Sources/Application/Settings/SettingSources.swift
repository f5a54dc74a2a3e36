import Foundation
import SiteModel
import SyncRunner

/// The sources of settings; flags beat environment, which beats the file, which beats the defaults.
struct SettingSources {
    let file: SettingsFile?
    private let flags: [SettingKey: String]
    private let environment: [SettingKey: String]
    private let folder: String

    init(file: String?, flags: [SettingKey: String], environment: [String: String], folder: String) throws {
        let file = file ?? environment[Settings.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let path = (file ?? "sitegen.yaml").absolutePath(in: folder)
        if FileManager.default.fileExists(atPath: path) {
            self.file = try SettingsFile(path: path)
        } else {
            if file != nil { throw SettingsError.missingFile(path) }
            self.file = nil
        }
        self.flags = flags
        self.folder = folder
        var set: [SettingKey: String] = [:]
        // An empty variable is how a shell or a unit file takes a setting back.
        for key in SettingKey.allCases {
            if let value = environment[key.environmentName], !value.isEmpty { set[key] = value }
        }
        self.environment = set
        let names = SettingKey.allCases.map(\.environmentName) + [Settings.fileVariable, Settings.deployingVariable]
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("SITEGEN_") {
            guard !value.isEmpty, !names.contains(name) else { continue }
            throw SettingsError.unknownVariable(name, nearest: name.nearest(of: names))
        }
    }

    func value<Value>(_ key: SettingKey, expected: String, _ parse: (String) -> Value?) throws -> Value? {
        let text = flags[key] ?? environment[key] ?? file?.entries[key]?.value ?? key.defaultValue
        guard let text else { return nil }
        guard let value = parse(text) else {
            throw SettingsError.invalid(key: key, value: text, source: source(of: key), expected: expected)
        }
        return value
    }

    func required<Value>(_ key: SettingKey, expected: String, _ parse: (String) -> Value?) throws -> Value {
        guard let value = try value(key, expected: expected, parse) else {
            throw SettingsError.missing(key: key, purpose: "nothing works without it")
        }
        return value
    }

    func text(_ key: SettingKey) throws -> String { try required(key, expected: "some text") { $0 } }

    func path(_ key: SettingKey) throws -> String {
        try optionalPath(key) ?? (key.defaultValue ?? key.rawValue).absolutePath(in: folder)
    }

    /// A path made absolute.
    ///
    /// In the file it is relative to the file; from a flag or a variable, to the working folder.
    func optionalPath(_ key: SettingKey) throws -> String? {
        guard let path = try value(key, expected: "a path", { $0 }) else { return nil }
        return path.absolutePath(in: base(of: key))
    }

    func serviceAddress(_ key: SettingKey) throws -> String {
        try required(key, expected: "an https address (plain http only on this machine)") { text in
            (try? ServiceAddress(text, setting: key.rawValue)).map { _ in text }
        }
    }

    func timeZone(_ key: SettingKey) throws -> TimeZone {
        let name = try text(key)
        if let zone = TimeZoneName.zone(name) { return zone }
        let nearest = TimeZoneName.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
        return try required(key, expected: "an IANA name such as Europe/Berlin\(nearest)") { _ in nil }
    }

    /// Where a server listens; a relative path of a socket is relative as every other path.
    func listenAddress(_ key: SettingKey) throws -> ListenAddress {
        try required(key, expected: "unix:PATH, or a port of this machine such as 127.0.0.1:8930") { text in
            ListenAddress(text, in: base(of: key))
        }
    }

    /// The folder that relative paths of a setting begin in.
    private func base(of key: SettingKey) -> String {
        let isFromShell = flags[key] != nil || environment[key] != nil
        return isFromShell ? folder : file?.path.parentFolder ?? folder
    }

    private func source(of key: SettingKey) -> String {
        if flags[key] != nil { return "command line" }
        if environment[key] != nil { return key.environmentName }
        if let file, let entry = file.entries[key] { return "\(file.path):\(entry.line)" }
        return "default"
    }
}
