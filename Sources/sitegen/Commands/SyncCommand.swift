import Application
import ArgumentParser
import SiteModel

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Fetch what users listened to: all who are due, or the named ones.",
        discussion:
            "A named user is refused within the hour of the last sync (exit code 75); --force goes through.")

    @OptionGroup var users: UserArguments
    @Flag(help: "Sync users who are not due.")
    var force = false
    @Flag(help: "Ask for top lists and profiles whatever their age.")
    var refreshTop = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        let startedAt = application.clock.now()
        let report = try await application.sync(users: users.names, force: force, refreshTop: refreshTop)
        Summary.print(report, isNamed: users.names != nil, terminal)
        if json {
            let finishedAt = application.clock.now()
            try terminal.json(RunDocument(startedAt: startedAt, finishedAt: finishedAt, sync: report))
        }
        if let code = Summary.exitCode(sync: report, build: nil) { throw code }
    }
}
