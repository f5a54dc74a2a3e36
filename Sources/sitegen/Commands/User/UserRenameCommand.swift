import Application
import ArgumentParser

struct UserRenameCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a user another username; the page moves in the same command.",
        discussion: "Old addresses stop working: a static site has no redirects.")

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @Argument(help: ArgumentHelp("1 to 40 of a-z, 0-9 and '-'.", valueName: "new-name"))
    var newName: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let report = try await session.application.renameUser(user, to: newName)
        Summary.print(report, isDryRun: false, session.terminal)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }
}
