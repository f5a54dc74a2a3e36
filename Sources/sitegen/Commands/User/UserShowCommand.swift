import Application
import ArgumentParser
import SiteModel

struct UserShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show all settings of one user.")

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let summary = UserSummary(try await session.application.user(user))
        if json { return try session.terminal.json(summary) }
        let hidden = summary.hiddenSections.map(\.rawValue).joined(separator: ", ")
        let rows = [
            ["user", summary.username], ["name on Spotify", (summary.displayName ?? "none").printable],
            ["visibility", summary.visibility.rawValue], ["time zone", summary.timeZone],
            ["hidden sections", hidden.isEmpty ? "none" : hidden], ["connection", summary.connection],
            ["last sync", summary.lastSync ?? "never"], ["last play", summary.lastPlay ?? "none"],
            ["bio", summary.bio.isEmpty ? "none" : summary.bio.printable],
        ]
        for line in Table.lines(rows) { session.terminal.data(line) }
    }
}
