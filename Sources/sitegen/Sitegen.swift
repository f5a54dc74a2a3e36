import Application
import ArgumentParser

/// The program.
@main
struct Sitegen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sitegen",
        abstract: "A site of listening profiles, rebuilt on a schedule.",
        discussion: """
            Without a command it does a 'run': it syncs the users who are due, then builds the pages that are not fresh. \
            That is the command for cron.

            Exit codes: 0 done, or nothing to do; 1 some users or pages, or deploy.command, failed; 64 usage; 65 bad input file or template; \
            69 Spotify cannot be reached; 73 cannot write the output; 75 try later, or the run's time is over; 77 a user has to connect again; \
            78 configuration.
            """,
        version: SitegenVersion.current,
        subcommands: [
            RunCommand.self, SyncCommand.self, BuildCommand.self, ServeCommand.self, InviteCommand.self,
            ConnectCommand.self, DisconnectCommand.self,
            UserCommand.self, ImportCommand.self, ExportCommand.self, StatusCommand.self, ExplainCommand.self,
            VerifyCommand.self, ChangesCommand.self, BackupCommand.self, ListsCommand.self, SplitCommand.self,
            RekeyCommand.self, TemplatesCommand.self,
            DemoCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    private static func runCommand() async throws {
        do {
            var command = try parseAsRoot()
            let deployed = (command as? any PublishingCommand)?.deployedSite
            do {
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            } catch {
                guard let deployed else { throw error }
                throw await deploy(deployed, after: error)
            }
            try await deployed?.deploy()
        } catch let code as ExitCode {
            // A document that was lost says nothing of why it had this code.
            try Failure.terminal.checkData()
            throw code
        }
        try Failure.terminal.checkData()
    }

    /// Deploys the site after a command that failed, which may have deleted a hidden page before.
    ///
    /// - Returns: What the command ends with, reported already if it has an exit code of ours.
    private static func deploy(_ site: Application, after error: any Error) async -> any Error {
        let code = Failure.exitCode(of: error)
        // Before a deployment that may take long.
        if code != nil { Failure.terminal.error("\(error)") }
        let end = code ?? error
        do {
            try await site.deploy()
            return end
        } catch {
            Failure.terminal.error("\(error)")
            // A unit or a script may take "try later" for a success.
            return end as? ExitCode == .tryLater ? ExitCode.someFailed : end
        }
    }

    static func main() async {
        StandardStreams.fill()
        do {
            try await runCommand()
        } catch {
            guard let code = Failure.exitCode(of: error) else { exit(withError: error) }
            Failure.terminal.error("\(error)")
            exit(withError: code)
        }
    }
}
