import Application
import ArgumentParser
import Foundation
import SiteModel
import SpotifySimulator

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Make a whole site of invented users, with nothing to configure.",
        discussion: """
            Starts a simulated Spotify on this machine, connects its listeners by the real protocol, imports their past, \
            syncs and builds. Settings, database and site are under the folder; started again, it continues there. Of an \
            earlier demo with more users, it removes the others.
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
    @Option(
        help: ArgumentHelp(
            "Then serve the companion, which browsers reach at this address, with the simulated Spotify; see 'make serve'.",
            valueName: "address"))
    var companion: String?
    @Option(help: ArgumentHelp("Where the companion listens: unix:PATH or 127.0.0.1:PORT.", valueName: "address"))
    var listen: String?
    @Flag(help: "Add users and music whose names attack a page; to test templates with.")
    var hostile = false
    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    func validate() throws {
        guard (1...10_000).contains(users) else { throw ValidationError("--users is a number from 1 to 10000") }
    }

    func run() async throws {
        let current = try Session.workingFolder()
        let folder = try DemoFolder(folder.absolutePath(in: current))
        let output = output?.absolutePath(in: current)
        // Not the environment: it may name the database and the output of a real site.
        var flags: [SettingKey: String] = [:]
        flags[.templates] = templates
        flags[.output] = output
        flags[.companionListen] = listen
        flags[.companionURL] = companion
        if let companion, companion.hasSuffix("/account/") {
            flags[.siteBaseURL] = String(companion.dropLast("/account/".count))
            flags[.companionSignUp] = SignUp.open.rawValue
        }
        let settings = try Settings(file: folder.settings, flags: flags, folder: current)
        let clock = DemoClock()
        let terminal = Terminal(environment: ProcessInfo.processInfo.environment, isQuiet: quiet)
        let session = try Session(settings, folder: current, terminal: terminal, clock: clock.wall)
        let demo = Demo(session, clock: clock, users: users, cast: hostile ? .hostile : .friendly)
        try await demo.run(serving: companion != nil) {
            if let output { try folder.remember(output: output) }
        }
    }
}
