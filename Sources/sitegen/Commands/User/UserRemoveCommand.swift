import Application
import ArgumentParser

struct UserRemoveCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Delete a user with tokens, plays, lists and page.")

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @Flag(help: "Do not ask.")
    var yes = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        _ = try await session.application.user(user)
        try terminal.confirm(
            "Delete '\(user)' with all plays, lists and the page? This cannot be undone.", isGiven: yes)
        let departure = try await session.application.removeUser(user)
        try departure.report(of: user, "removed", at: terminal) {
            terminal.note("'\(user)' is gone. Copies of the site elsewhere keep the page until you deploy again.")
        }
    }
}
