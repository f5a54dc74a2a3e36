import ArgumentParser
import SiteModel

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every user, a line each.")

    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let users = try await live.store().syncCandidates().map(UserSummary.init)
        if json { return try live.console.json(users) }
        if users.isEmpty { live.console.note("No users yet; 'sitegen connect USER' adds one.") }
        let rows =
            [["USER", "VISIBILITY", "TIME ZONE", "CONNECTION", "LAST SYNC"]]
            + users.map { [$0.username, $0.visibility.rawValue, $0.timeZone, $0.connection, $0.lastSync ?? "never"] }
        for line in Table.lines(users.isEmpty ? [] : rows) { live.console.data(line) }
    }
}
