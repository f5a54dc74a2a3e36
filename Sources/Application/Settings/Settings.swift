package import Foundation
package import Rendering
package import SiteModel
package import SyncRunner

/// The settings of one run: flags beat environment beats file beats default.
package struct Settings: Sendable {
    /// The file they were read from; `nil` when there is none.
    package var file: String?
    package var database: String
    package var output: String
    /// `nil` if not set: the folder beside the settings is used if it exists, or else the program's own templates.
    package var templates: String?
    package var secretKeyFile: String
    package var siteTitle: String
    package var siteBaseURL: String?
    package var siteTimeZone: TimeZone
    package var siteWeekStart: WeekStart
    /// `nil` if not set: all, on a site with a ``siteBaseURL``.
    package var siteImages: ShareImageChoice?
    package var publishesData: Bool
    package var recapPages: RecapPages
    package var buildMaxAge: Duration
    package var precompression: Precompression
    package var syncInterval: Duration
    package var topMaxAge: [TimeRange: Duration]
    package var playsKeep: Duration
    package var runDeadline: Duration
    package var deployCommand: String?
    /// What the database has of the site; `nil` if not set, and the database itself knows.
    package var part: StorePart?
    /// Where a shard writes what the directory shows of its users.
    package var listing: String
    package var spotifyClientID: String?
    package var spotifyClientSecret: String?
    package var spotifyAPIURL: String
    package var spotifyAccountsURL: String
    package var companion: CompanionSettings

    /// Reads and checks all settings.
    ///
    /// - Parameters:
    ///   - file: The file to read; `nil` takes the one that ``fileVariable`` names, or else `sitegen.yaml` in the working
    ///     folder, if there is one.
    ///   - flags: What the command line sets.
    ///   - environment: The environment of the process; empty where it must not count.
    ///   - folder: The working folder, absolute.
    /// - Throws: ``SettingsError``.
    package init(
        file: String?, flags: [SettingKey: String] = [:], environment: [String: String] = [:], folder: String
    ) throws {
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
        siteTimeZone = try sources.timeZone(.siteTimeZone)
        siteWeekStart = try sources.required(.siteWeekStart, expected: "'monday', 'sunday' or 'saturday'") {
            WeekStart(rawValue: $0)
        }
        siteImages = try sources.value(.siteImages, expected: "'none', 'recap' or 'all'") {
            ShareImageChoice(rawValue: $0)
        }
        publishesData = try sources.required(.siteData, expected: "'true' or 'false'") { Bool($0) }
        recapPages = try sources.required(.recap, expected: "'months', 'years' or 'none'") {
            RecapPages(rawValue: $0)
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
        playsKeep = try sources.required(.playsKeep, expected: "\(span), at least 1d: what is deleted is gone") {
            DurationText.duration($0).flatMap { $0 >= .days(1) ? $0 : nil }
        }
        runDeadline = try sources.required(.runDeadline, expected: "\(span), at least 1m") {
            DurationText.duration($0).flatMap { $0 >= .minutes(1) ? $0 : nil }
        }
        deployCommand =
            environment[Self.deployingVariable] == nil
            ? try sources.value(.deployCommand, expected: "a command of the shell") { $0 } : nil
        part = try sources.value(.shard, expected: "a shard and how many there are, such as 0/8 to 7/8") {
            StorePart($0) == .whole ? nil : StorePart($0)
        }
        listing = try sources.optionalPath(.listing) ?? database + ".ndjson"
        spotifyClientID = try sources.value(.spotifyClientID, expected: "the client id of your Spotify app") {
            $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? $0 : nil
        }
        spotifyClientSecret = try sources.value(.spotifyClientSecret, expected: "the secret of your Spotify app") { $0 }
        spotifyAPIURL = try sources.serviceAddress(.spotifyAPIURL)
        spotifyAccountsURL = try sources.serviceAddress(.spotifyAccountsURL)
        companion = try CompanionSettings(sources, baseURL: siteBaseURL)
    }

    /// The environment variable that names the settings file, where the command line does not.
    package static let fileVariable = "SITEGEN_CONFIG"

    /// The environment variable of what `deploy.command` runs: a sitegen that it starts does not run it once more.
    static let deployingVariable = "SITEGEN_DEPLOYING"

    /// The settings of syncs.
    package var sync: SyncSettings {
        SyncSettings(interval: syncInterval, topMaxAge: topMaxAge, playsKeep: playsKeep)
    }

    /// The settings that pages show, and how they are published.
    package var site: SiteSettings {
        SiteSettings(
            title: siteTitle, baseURL: siteBaseURL, weekStart: siteWeekStart, recapPages: recapPages,
            maxAge: buildMaxAge, precompression: precompression,
            companionURL: companion.isAnnounced ? companion.address?.description : nil, images: images,
            publishesData: publishesData)
    }

    /// For which pages pictures are drawn.
    ///
    /// None without ``siteBaseURL``: a link to a picture needs a full address.
    package var images: ShareImageChoice { siteBaseURL == nil ? .none : siteImages ?? .all }

    private static func baseURL(_ text: String) -> String? {
        guard let address = URLComponents(string: text), address.scheme == "https" || address.scheme == "http",
            let host = address.host, !host.isEmpty, address.query == nil, address.fragment == nil, address.user == nil,
            WebAddress.isRegular(text), !text.contains(where: \.isWhitespace),
            !address.path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
        else { return nil }
        return String(text[...(text.lastIndex { $0 != "/" } ?? text.startIndex)])
    }
}
