import ArgumentParser
import Rendering
import SiteModel

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Write the pages that are not fresh, from what the database has.",
        discussion: "A user who is named is always rendered. Equal bytes are never written again.")

    @OptionGroup var users: UserArguments
    @Flag(help: "Render pages that are fresh, too.")
    var force = false
    @Flag(help: "Only list what would be done, and why.")
    var dryRun = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let startedAt = live.clock.now()
        // A dry run writes nothing, so it may look on while another run is under way.
        let lock = dryRun ? nil : try await RunLock.take(for: live.settings.database)
        defer { withExtendedLifetime(lock) {} }
        let report = try await live.build(
            live.store(), users.names.map { .users($0) } ?? .everything, rendersAll: force, isDryRun: dryRun)
        if json {
            try live.console.json(RunDocument(startedAt: startedAt, finishedAt: live.clock.now(), build: report))
        }
        Summary.print(report, isDryRun: dryRun && !json, live.console)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }
}
