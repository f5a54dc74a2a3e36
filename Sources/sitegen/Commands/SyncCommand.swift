import ArgumentParser
import SiteModel
import SyncRunner

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Fetch what users listened to: whoever is due, or whoever is named.",
        discussion:
            "A user who is named is refused within the hour of the last sync (exit code 75); --force goes through.")

    @OptionGroup var users: UserArguments
    @Flag(help: "Sync users who are not due.")
    var force = false
    @Flag(help: "Ask for top lists and profiles whatever their age.")
    var refreshTop = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let startedAt = live.clock.now()
        let lock = try await RunLock.take(for: live.settings.database)
        defer { withExtendedLifetime(lock) {} }
        let report = try await live.sync(live.store(), users: users.names, force: force, refreshTop: refreshTop)
        Summary.print(report, isNamed: users.names != nil, live.console)
        if json {
            try live.console.json(RunDocument(startedAt: startedAt, finishedAt: live.clock.now(), sync: report))
        }
        if let code = Summary.exitCode(sync: report, build: nil) { throw code }
    }
}
