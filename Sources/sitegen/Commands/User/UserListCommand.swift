import Application
import ArgumentParser
import SiteModel

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every user, a line each.")

    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        let users = try await session.application.users().map(UserSummary.init)
        if json { return try terminal.json(users) }
        if users.isEmpty { terminal.note("No users yet; 'sitegen connect USER' adds one.") }
        let rows =
            [["USER", "VISIBILITY", "TIME ZONE", "CONNECTION", "LAST SYNC"]]
            + users.map { [$0.username, $0.visibility.rawValue, $0.timeZone, $0.connection, $0.lastSync ?? "never"] }
        for line in Table.lines(users.isEmpty ? [] : rows) { terminal.data(line) }
    }
}
