import ArgumentParser
import Rendering
import SiteModel

struct UserRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Delete a user with tokens, plays, lists and page.")

    @Argument(help: ArgumentHelp("Whom.", valueName: "user"))
    var user: String
    @Flag(help: "Do not ask.")
    var yes = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let store = try live.store()
        _ = try await store.user(named: user)
        try live.console.confirm(
            "Delete '\(user)' with all plays, lists and the page? This cannot be undone.", isGiven: yes)
        try await live.hiddenPages(store).delete(ofUsers: [user])
        try await live.publishChange(of: [], store, hiding: [user]) {
            try await store.removeUser(named: user)
        }
        live.console.note("'\(user)' is gone. Copies of the site elsewhere keep the page until you deploy again.")
    }
}
