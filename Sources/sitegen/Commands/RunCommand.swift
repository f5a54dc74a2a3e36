import ArgumentParser
import Rendering
import SiteModel
import SyncRunner

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Sync who is due, then build what is not fresh. This is the cron line.",
        discussion: """
            Prints nothing under cron unless something failed. A closed gate or an unreachable Spotify does not stop the \
            build.
            """)

    @OptionGroup var users: UserArguments
    @Flag(help: "Sync users who are not due, and render pages that are fresh.")
    var force = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let startedAt = live.clock.now()
        let lock = try await RunLock.take(for: live.settings.database)
        defer { withExtendedLifetime(lock) {} }
        let store = try live.store()
        try await checkNames(store)
        var document = RunDocument(startedAt: startedAt, finishedAt: startedAt)
        // What its owner has hidden goes before anything that can fail.
        try await live.hiddenPages(store).delete()
        // Whatever keeps the sync from running, the pages are built from what the store has.
        let problem: (any Error)?
        do {
            document.sync = try await live.sync(store, users: users.names, force: force, refreshTop: false)
            problem = nil
        } catch let error where error is SettingsError || error is KeyFileError || error is TokenVaultError {
            problem = error
        }
        document.sync.map { Summary.print($0, isNamed: users.names != nil, live.console) }
        do {
            let build = try await live.build(
                store, users.names.map { .users($0) } ?? .everything, rendersAll: force)
            document.build = build
            Summary.print(build, isDryRun: false, live.console)
        } catch {
            // What was synced is told all the same.
            if json { try live.console.json(document.finished(at: live.clock.now())) }
            if let problem { live.console.error("\(problem)") }
            throw error
        }
        if json { try live.console.json(document.finished(at: live.clock.now())) }
        if let problem { throw problem }
        if let code = Summary.exitCode(sync: document.sync, build: document.build) { throw code }
    }

    /// As `run` is what no command means, a mistyped command arrives here as the name of a user.
    private func checkNames(_ store: Store) async throws {
        for name in users.names ?? [] {
            do {
                _ = try await store.user(named: name)
            } catch StoreError.unknownUser(_, nearest: nil) {
                let commands = Sitegen.configuration.subcommands.compactMap { $0.configuration.commandName }
                guard let command = name.nearest(of: commands) else {
                    throw ValidationError("there is no command and no user '\(name)'; see 'sitegen --help'")
                }
                throw ValidationError("there is no command and no user '\(name)'; did you mean 'sitegen \(command)'?")
            }
        }
    }
}
