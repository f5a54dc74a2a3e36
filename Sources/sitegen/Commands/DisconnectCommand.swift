import Application
import ArgumentParser

struct DisconnectCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disconnect", abstract: "Delete a user's tokens, plays, lists and page.",
        discussion: """
            To keep what is stored, write it to a file first: sitegen export USER > USER.json

            What the operator set (visibility, time zone, bio) stays for a later 'connect'; 'user remove' deletes that too. \
            The app keeps its right on Spotify's side until the user takes it away there: https://www.spotify.com/account/apps/
            """)

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @Flag(help: "Do not ask.")
    var yes = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        _ = try await session.application.user(user)
        if terminal.canAsk, !yes {
            terminal.notice(
                "To keep what is stored about '\(user)', write it to a file first:  sitegen export \(user) > \(user).json"
            )
        }
        try terminal.confirm(
            "Delete the tokens, plays, lists and page of '\(user)'? This cannot be undone.", isGiven: yes)
        let departure = try await session.application.disconnect(user)
        try departure.report(of: user, "disconnected", at: terminal) {
            terminal.advice(
                """
                '\(user)' is disconnected: tokens, plays, lists and page are deleted here. What is left to do elsewhere:
                  - a copy of the site on another host keeps the page until you deploy so that it deletes what is gone there \
                ('rsync --delete', see docs/hosting.md);
                  - backups from before hold the data still: delete them, or make a new one ('sitegen backup');
                  - the app's right ends when the user removes it at https://www.spotify.com/account/apps/
                """)
        }
    }
}
