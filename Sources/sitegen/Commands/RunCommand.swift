import Application
import ArgumentParser
import Foundation
import Rendering
import SiteModel
import Synchronization

struct RunCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Sync the users who are due, then build the pages that are not fresh; the command for cron.",
        discussion: """
            Prints nothing under cron unless something failed. A closed gate or an unreachable Spotify does not stop the \
            build. After run.deadline nothing new is begun; the next run goes on with what is left.
            """)

    @OptionGroup var users: UserArguments
    @Flag(help: "Sync users who are not due, and render pages that are fresh.")
    var force = false
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @Option(
        help: ArgumentHelp(
            "List in a file what changed in the output since the cursor that is in it, or else in this run, as 'sitegen changes' does.",
            valueName: "file"),
        completion: .file())
    var changes: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        guard let changes else { return try await run(session) }
        let application = session.application
        let file = changes.absoluteFilePath(in: application.folder)
        try application.requireFree(file, for: "the list of changes")
        // Other commands, and a run that was killed, may have changed the output since the last list.
        let last = try? String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").last?.split(
            separator: "\t")
        let known = last?.count == 2 && last?[0] == "cursor" ? last.map { String($0[1]) } : nil
        let end = try await application.endOfChanges()
        let start = try await application.knowsCursor(known) ? known ?? end : end
        var failure: (any Error)?
        do { try await run(session) } catch { failure = error }
        do {
            let lines = Mutex("")
            try await application.writeChanges(since: start) { line in lines.withLock { $0 += line } }
            try WholeFile.write(lines.withLock(\.self), to: file)
        } catch {
            guard failure != nil else { throw error }
            session.terminal.error("\(error)")
        }
        if let failure { throw failure }
    }

    private func run(_ session: Session) async throws {
        let (application, terminal) = (session.application, session.terminal)
        let startedAt = application.clock.now()
        let report: RunReport
        do {
            report = try await application.run(users: users.names, force: force)
        } catch StoreError.unknownUser(let name, nearest: nil) {
            throw Self.unknown(name)
        } catch let error as OperatingError {
            if let name = users.users.first, Self.nearestCommand(to: name) != nil { throw Self.unknown(name) }
            throw error
        }
        if let sync = report.sync { Summary.print(sync, isNamed: users.names != nil, terminal) }
        if let build = report.build { Summary.print(build, isDryRun: false, terminal) }
        if let problem = report.hiddenPagesProblem {
            let named = Set(report.build?.pages.compactMap(\.reason) ?? [])
            for line in "\(problem)".split(separator: "\n").map(String.init) where !named.contains(line) {
                terminal.error(line)
            }
        }
        if json {
            let finishedAt = application.clock.now()
            try terminal.json(
                RunDocument(
                    startedAt: startedAt, finishedAt: finishedAt, sync: report.sync, build: report.build))
        }
        if let problem = report.buildProblem {
            if let syncProblem = report.syncProblem { terminal.error("\(syncProblem)") }
            throw problem
        }
        if let problem = report.syncProblem { throw problem }
        if report.hiddenPagesProblem != nil { throw ExitCode.someFailed }
        if let code = Summary.exitCode(sync: report.sync, build: report.build) { throw code }
    }

    /// A mistyped command is taken for the name of a user, because `run` is the command that may be left out.
    private static func unknown(_ name: String) -> ValidationError {
        let advice = nearestCommand(to: name).map { "did you mean 'sitegen \($0)'?" } ?? "see 'sitegen --help'"
        return ValidationError("there is no command and no user '\(name)'; \(advice)")
    }

    private static func nearestCommand(to name: String) -> String? {
        name.nearest(of: Sitegen.configuration.subcommands.compactMap { $0.configuration.commandName })
    }
}
