import Application
import Foundation
import Logging
import SiteModel
import SyncRunner

/// One start of the program: the site by its settings, and the terminal.
///
/// The outside world is looked at here only.
struct Session: Sendable {
    let application: Application
    let terminal: Terminal
    /// The environment of the process.
    let environment: [String: String]

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - options: The options that every command has.
    ///   - flags: What the command's own options set.
    /// - Throws: ``SettingsError``.
    init(_ options: CommonOptions, flags: [SettingKey: String] = [:]) throws {
        let environment = ProcessInfo.processInfo.environment
        let folder = FileManager.default.currentDirectoryPath
        let settings = try Settings(
            file: options.config, flags: options.flags.merging(flags) { _, own in own }, environment: environment,
            folder: folder)
        try self.init(settings, folder: folder, logLevel: options.logLevel, isQuiet: options.quiet)
    }

    /// Creates a session on settings that were read before, with a clock of its own.
    ///
    /// - Throws: ``SettingsError``.
    init(_ settings: Settings, folder: String, logLevel: LogLevel? = nil, isQuiet: Bool, clock: WallClock = .system)
        throws
    {
        environment = ProcessInfo.processInfo.environment
        let terminal = Terminal(environment: environment, isQuiet: isQuiet)
        self.terminal = terminal
        let level = logLevel.flatMap { Logger.Level(rawValue: $0.rawValue) } ?? .critical
        let logger = Logger(label: "sitegen") { _ in
            var handler = StreamLogHandler.standardError(label: "sitegen")
            handler.logLevel = level
            return handler
        }
        application = try Application(
            settings: settings, folder: folder, builtInTemplates: BuiltInTemplates.folder, clock: clock,
            logger: logger, observer: Observer(terminal))
    }
}

extension Observer {
    /// Shows on a terminal how far a use case is.
    fileprivate init(_ terminal: Terminal) {
        self.init(
            waits: { terminal.note("Another program is at work on this user; waiting for it.") },
            syncs: { progress in
                switch progress {
                case .started(let users): terminal.progress("Syncing \(users) users")
                case .finished(username: _, let done, let users): terminal.progress("Syncing \(done)/\(users)")
                }
            },
            builds: { terminal.progress("Building: \($0) users") },
            imports: { progress in
                let percent = progress.bytes > 0 ? progress.bytesRead * 100 / progress.bytes : 100
                terminal.progress("Importing: \(percent) %, \(progress.rows) rows")
            })
    }
}
