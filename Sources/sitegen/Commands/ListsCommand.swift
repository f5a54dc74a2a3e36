import Application
import ArgumentParser
import SiteModel

struct ListsCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Write the directory and all else that belongs to no user, from the listings of all shards.",
        discussion: """
            Each shard writes its listing after a build or a change: the setting 'listing'. Name one file a shard; if one is missing, \
            nothing is written. The database is one of its own, without users: it records what is written here. Style sheets that no \
            shard needs any more are deleted.
            """)

    @Argument(help: ArgumentHelp("The listings of all shards.", valueName: "file"), completion: .file())
    var listings: [String]
    @Flag(help: "Render pages that are fresh, too.")
    var force = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        let startedAt = application.clock.now()
        let report = try await application.buildLists(from: listings, rendersAll: force)
        if json {
            let finishedAt = application.clock.now()
            try terminal.json(RunDocument(startedAt: startedAt, finishedAt: finishedAt, build: report))
        }
        Summary.print(report, isDryRun: false, terminal)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }
}
