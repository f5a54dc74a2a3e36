import Application
import ArgumentParser
import Foundation

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Make a whole site of invented users, with nothing to configure.",
        discussion: """
            Starts a simulated Spotify on this machine, connects its listeners by the real protocol, imports their past, \
            syncs and builds. Settings, database and site are under the folder; started again, it continues there.
            """)

    @Argument(
        help: ArgumentHelp("The folder of the demo; made if it does not exist.", valueName: "dir"),
        completion: .directory)
    var folder = "demo"
    @Option(help: ArgumentHelp("The number of invented users.", valueName: "n"))
    var users = 12
    @Option(
        help: ArgumentHelp("Folder of the site; output/ under the demo's folder if not given.", valueName: "folder"))
    var output: String?
    @Option(help: ArgumentHelp("Folder of the templates.", valueName: "folder"), completion: .directory)
    var templates: String?
    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    func validate() throws {
        guard (1...10_000).contains(users) else { throw ValidationError("--users is a number from 1 to 10000") }
    }

    func run() async throws {
        let current = FileManager.default.currentDirectoryPath
        let folder = try DemoFolder(folder.absolutePath(in: current))
        let output = output?.absolutePath(in: current)
        // Not the environment: it may name the database and the output of a real site.
        var flags: [SettingKey: String] = [:]
        flags[.templates] = templates
        flags[.output] = output
        let settings = try Settings(file: folder.settings, flags: flags, folder: current)
        try await Demo(Session(settings, folder: current, isQuiet: quiet), users: users).run {
            if let output { try folder.remember(output: output) }
        }
    }
}
