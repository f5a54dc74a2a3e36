import Foundation
import Logging
import Rendering
import SiteModel
import SyncRunner

/// The real world, looked at once: everything below gets what it needs as a value.
struct Live: Sendable {
    var environment: [String: String]
    var folder: String
    var clock: WallClock
    var console: Console
    var logger: Logger
    var settings: Settings

    /// Reads the settings.
    ///
    /// - Throws: ``SettingsError``.
    init(_ options: CommonOptions) throws {
        try self.init(
            config: options.config, flags: options.flags, logLevel: options.logLevel, isQuiet: options.quiet)
    }

    /// Reads the settings, for a command that has other options than most.
    ///
    /// - Throws: ``SettingsError``.
    init(
        config: String?, flags: [SettingKey: String], logLevel: LogLevel? = nil, isQuiet: Bool = false
    ) throws {
        environment = ProcessInfo.processInfo.environment
        folder = FileManager.default.currentDirectoryPath
        clock = .system
        console = Console(environment: environment, isQuiet: isQuiet)
        settings = try Settings(file: config, flags: flags, environment: environment, folder: folder)
        let level = logLevel.flatMap { Logger.Level(rawValue: $0.rawValue) } ?? .critical
        logger = Logger(label: "sitegen") { _ in
            var handler = StreamLogHandler.standardError(label: "sitegen")
            handler.logLevel = level
            return handler
        }
    }

    /// Opens the store.
    func store() throws -> Store { try Store.open(path: settings.database) }

    /// The site as it is built from a store.
    func site(_ store: Store) throws -> Site {
        try Site(
            store: store, settings: settings.site, templates: TemplateFolder(path: templateFolder()),
            output: settings.output, clock: clock)
    }

    /// Where the templates are: as set, else beside the settings, else the program's own.
    func templateFolder() throws -> String {
        if let folder = settings.templates { return folder }
        let beside = (settings.file.map { ($0 as NSString).deletingLastPathComponent } ?? folder) + "/templates"
        // A folder of the operator's own is never passed over: what is missing in it is an error, not the stock page.
        if FileManager.default.fileExists(atPath: beside) { return beside }
        return Self.builtInTemplateFolder ?? beside
    }

    /// The program's own templates.
    static var builtInTemplateFolder: String? {
        ownTemplateFolders.first { FileManager.default.fileExists(atPath: $0 + "/profile.mustache") }
    }

    /// Installed (`PREFIX/bin/sitegen`, `PREFIX/share/sitegen/templates`), then a checkout (`.build/…/sitegen`).
    private static let ownTemplateFolders: [String] = {
        guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
        let bin = program.deletingLastPathComponent()
        let installed = bin.deletingLastPathComponent().appending(path: "share/sitegen/templates")
        var folders = [installed.path(percentEncoded: false)]
        var folder = bin
        while folder.path(percentEncoded: false) != "/" {
            if folder.lastPathComponent == ".build" || folder.lastPathComponent.hasPrefix(".build-") {
                folders.append(
                    folder.deletingLastPathComponent().appending(path: "templates").path(percentEncoded: false))
            }
            folder.deleteLastPathComponent()
        }
        return folders
    }()
}

extension Settings {
    /// What pages show of the settings, and how they are published.
    var site: SiteSettings {
        SiteSettings(
            title: siteTitle, baseURL: siteBaseURL, weekStart: siteWeekStart,
            maxAge: buildMaxAge, precompression: precompression)
    }
}
