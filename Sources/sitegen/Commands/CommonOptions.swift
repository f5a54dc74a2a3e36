import Application
import ArgumentParser

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Settings file.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Option(help: ArgumentHelp("Database file.", valueName: "file"), completion: .file())
    var database: String?

    @Option(help: ArgumentHelp("Folder of the site.", valueName: "folder"), completion: .directory)
    var output: String?

    @Option(help: ArgumentHelp("Folder of the templates.", valueName: "folder"), completion: .directory)
    var templates: String?

    @Option(help: ArgumentHelp("The part of the users that the database has, such as 0/8.", valueName: "i/n"))
    var shard: String?

    @Option(help: ArgumentHelp("Log on stderr: trace, debug, info, warning, error.", valueName: "level"))
    var logLevel: LogLevel?

    @Option(
        help: ArgumentHelp(
            "How log and messages are written on stderr: text, or json, a line an event.", valueName: "format"))
    var logFormat: LogFormat = .text

    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    /// The settings that these options set.
    var flags: [SettingKey: String] {
        var flags: [SettingKey: String] = [:]
        flags[.database] = database
        flags[.output] = output
        flags[.templates] = templates
        flags[.shard] = shard
        return flags
    }
}

/// How much is logged.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace
    case debug
    case info
    case warning
    case error
}

/// How messages are written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// The users that a command is limited to.
struct UserArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("Only these users.", valueName: "user"))
    var users: [String] = []

    /// `nil` for everyone.
    var names: [String]? { users.isEmpty ? nil : users }
}
