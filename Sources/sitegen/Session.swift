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
        let terminal = Terminal(environment: environment, isQuiet: options.quiet, format: options.logFormat)
        Failure.use(terminal)
        let folder = try Self.workingFolder()
        let settings = try Settings(
            file: options.config, flags: options.flags.merging(flags) { _, own in own }, environment: environment,
            folder: folder)
        try self.init(settings, folder: folder, terminal: terminal, logLevel: options.logLevel)
    }

    /// The working folder, absolute.
    ///
    /// - Throws: ``SettingsError/noWorkingFolder`` if it was deleted: relative paths would begin at `/`.
    static func workingFolder() throws(SettingsError) -> String {
        let folder = FileManager.default.currentDirectoryPath
        guard folder.hasPrefix("/") else { throw .noWorkingFolder }
        return folder
    }

    /// Creates a session on settings that were read before, with a clock of its own.
    ///
    /// - Throws: ``SettingsError``.
    init(
        _ settings: Settings, folder: String, terminal: Terminal, logLevel: LogLevel? = nil,
        clock: WallClock = .system
    ) throws {
        environment = ProcessInfo.processInfo.environment
        self.terminal = terminal
        let level = logLevel.flatMap { Logger.Level(rawValue: $0.rawValue) } ?? .critical
        application = try Application(
            settings: settings, folder: folder, builtInTemplates: BuiltInTemplates.folder, clock: clock,
            logger: terminal.logger(level), observer: Observer(terminal))
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
                case .finished(username: _, let done, let users): terminal.progress("Syncing", done, of: users)
                }
            },
            builds: { terminal.progress("Building", $0, of: $1) },
            imports: { progress in
                let percent = progress.bytes > 0 ? progress.bytesRead * 100 / progress.bytes : 100
                terminal.progress(
                    "Importing", Int(progress.bytesRead), of: Int(progress.bytes),
                    showing: "\(percent) %, \(progress.rows) rows")
            },
            backups: {
                terminal.progress("Copying", $0, of: $1, showing: "\($1 > 0 ? min(100, $0 * 100 / $1) : 100) %")
            },
            splits: { terminal.progress("Writing databases", $0, of: $1) })
    }
}
