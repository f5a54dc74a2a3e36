import ArgumentParser
import Rendering
import SiteModel

struct UserRenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a user another username; the page moves in the same command.",
        discussion: "Old addresses stop working: a static site has no redirects.")

    @Argument(help: ArgumentHelp("Whom.", valueName: "user"))
    var user: String
    @Argument(help: ArgumentHelp("1 to 40 of a-z, 0-9 and '-'.", valueName: "new-name"))
    var newName: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let name = try Username(newName, pages: TemplateFolder.pageNames(in: live.templateFolder()))
        let store = try live.store()
        try await live.publishChange(of: [newName], store, hiding: newName == user ? [] : [user]) {
            try await store.renameUser(named: user, to: name)
        }
    }
}
