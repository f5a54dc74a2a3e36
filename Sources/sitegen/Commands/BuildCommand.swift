import Application
import ArgumentParser
import SiteModel

struct BuildCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Write the pages that are not fresh, from what the database has.",
        discussion: "The page of a named user is always rendered. Equal bytes are never written again.")

    @OptionGroup var users: UserArguments
    @Flag(help: "Render pages that are fresh, too.")
    var force = false
    @Flag(name: .customLong("dry-run"), help: "Only list what would be done, and why.")
    var isDryRun = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        let startedAt = application.clock.now()
        let report = try await application.build(users: users.names, rendersAll: force, isDryRun: isDryRun)
        if json {
            let finishedAt = application.clock.now()
            try terminal.json(RunDocument(startedAt: startedAt, finishedAt: finishedAt, build: report))
        }
        Summary.print(report, isDryRun: isDryRun && !json, terminal)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }
}
