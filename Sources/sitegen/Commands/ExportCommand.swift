import Application
import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print everything stored about a user as one JSON document; never a token.",
        discussion: """
            The same data gives the same bytes. Moments are in UTC; a play's 'playedAt' is its end, a day's 'date' is in the user's \
            time zone.
            """)

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let output = StandardOutput()
        try await session.application.writeUserData(of: user) { try output.append($0) }
        try output.flush()
    }
}
