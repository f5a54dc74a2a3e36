import Configuration
import Foundation
import Rendering
import SiteModel
import SyncRunner

/// The settings of one run: flags beat environment beats file beats default.
struct Settings: Sendable {
    /// The file they were read from; `nil` when there is none.
    var file: String?
    var database: String
    var output: String
    /// `nil` when nobody says where: then the program's own are used.
    var templates: String?
    var secretKeyFile: String
    var siteTitle: String
    var siteBaseURL: String?
    var siteTimeZone: TimeZone
    var siteWeekStart: WeekStart
    var buildMaxAge: Duration
    var precompression: Precompression
    var syncInterval: Duration
    var topMaxAge: [TimeRange: Duration]
    var playsKeep: Duration
    var spotifyClientID: String?
    var spotifyClientSecret: String?
    var spotifyAPIURL: String
    var spotifyAccountsURL: String

    /// Reads and checks all settings.
    ///
    /// - Parameters:
    ///   - file: By `--config`; `nil` takes `sitegen.yaml` in the working folder, if there is one.
    ///   - flags: What the command line sets.
    ///   - environment: Of the process.
    ///   - folder: The working folder, absolute.
    /// - Throws: ``SettingsError``.
    init(file: String?, flags: [SettingKey: String], environment: [String: String], folder: String) throws {
        let sources = try SettingSources(file: file, flags: flags, environment: environment, folder: folder)
        self.file = sources.file?.path
        database = try sources.path(.database)
        output = try sources.path(.output)
        templates = try sources.optionalPath(.templates)
        secretKeyFile = try sources.path(.secretKeyFile)
        siteTitle = try sources.text(.siteTitle)
        siteBaseURL = try sources.value(.siteBaseURL, expected: "an address such as https://music.example.org") {
            Self.baseURL($0)
        }
        siteTimeZone = try sources.required(.siteTimeZone, expected: "an IANA name such as Europe/Berlin") {
            UserZone.zone($0)
        }
        siteWeekStart = try sources.required(.siteWeekStart, expected: "'monday', 'sunday' or 'saturday'") {
            WeekStart(rawValue: $0)
        }
        let span = "a span of time such as 30m, 1h or 7d"
        buildMaxAge = try sources.required(.buildMaxAge, expected: span) { DurationText.duration($0) }
        precompression = try sources.required(.buildPrecompress, expected: "'gzip' or 'none'") {
            Precompression(rawValue: $0)
        }
        syncInterval = try sources.required(.syncInterval, expected: span) { DurationText.duration($0) }
        topMaxAge = [
            .shortTerm: try sources.required(.topMaxAgeShort, expected: span) { DurationText.duration($0) },
            .mediumTerm: try sources.required(.topMaxAgeMedium, expected: span) { DurationText.duration($0) },
            .longTerm: try sources.required(.topMaxAgeLong, expected: span) { DurationText.duration($0) },
        ]
        playsKeep = try sources.required(.playsKeep, expected: span) { DurationText.duration($0) }
        spotifyClientID = try sources.value(.spotifyClientID, expected: "the client id of your Spotify app") {
            $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? $0 : nil
        }
        spotifyClientSecret = try sources.value(.spotifyClientSecret, expected: "the secret of your Spotify app") { $0 }
        spotifyAPIURL = try sources.serviceAddress(.spotifyAPIURL)
        spotifyAccountsURL = try sources.serviceAddress(.spotifyAccountsURL)
    }

    /// What concerns syncs.
    var sync: SyncSettings {
        SyncSettings(interval: syncInterval, topMaxAge: topMaxAge, playsKeep: playsKeep)
    }

    private static func baseURL(_ text: String) -> String? {
        guard let address = URLComponents(string: text), address.scheme == "https" || address.scheme == "http",
            let host = address.host, !host.isEmpty, address.query == nil, address.fragment == nil, address.user == nil
        else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

/// Where values come from, in the order in which they win.
private struct SettingSources {
    let file: SettingsFile?
    let flags: [SettingKey: String]
    let environment: [SettingKey: String]
    let folder: String
    private let reader: ConfigReader

    init(file: String?, flags: [SettingKey: String], environment: [String: String], folder: String) throws {
        let path = absolute(file ?? "sitegen.yaml", in: folder)
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
        let layers = [flags, set, self.file?.entries.mapValues(\.value) ?? [:]]
        reader = ConfigReader(
            providers: layers.enumerated().map { index, values in
                InMemoryProvider(
                    name: ["flags", "environment", "file"][index],
                    values: Dictionary(
                        uniqueKeysWithValues: values.map { key, value in
                            (
                                AbsoluteConfigKey(key.rawValue.split(separator: ".").map(String.init)),
                                ConfigValue(.string(value), isSecret: key == .spotifyClientSecret)
                            )
                        }))
            })
    }

    func value<Value>(_ key: SettingKey, expected: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let text = reader.string(forKey: ConfigKey(key.rawValue)) ?? key.defaultValue else { return nil }
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
        try optionalPath(key) ?? absolute(key.defaultValue ?? key.rawValue, in: folder)
    }

    /// A path in the file is relative to the file; one from a flag or a variable, to where the command was typed.
    func optionalPath(_ key: SettingKey) throws -> String? {
        guard let path = try value(key, expected: "a path", { $0 }) else { return nil }
        let isFromShell = flags[key] != nil || environment[key] != nil
        let base = isFromShell ? folder : file.map { ($0.path as NSString).deletingLastPathComponent } ?? folder
        return absolute(path, in: base)
    }

    func serviceAddress(_ key: SettingKey) throws -> String {
        try required(key, expected: "an https address (plain http only on this machine)") { text in
            (try? ServiceAddress(text, setting: key.rawValue)).map { _ in text }
        }
    }

    private func source(of key: SettingKey) -> String {
        if flags[key] != nil { return "command line" }
        if environment[key] != nil { return key.environmentName }
        if let file, let entry = file.entries[key] { return "\(file.path):\(entry.line)" }
        return "default"
    }
}

/// A path made absolute and plain: without `.` and `..`.
func absolute(_ path: String, in folder: String) -> String {
    let joined = path.hasPrefix("/") ? path : folder + "/" + path
    return (joined as NSString).standardizingPath
}
