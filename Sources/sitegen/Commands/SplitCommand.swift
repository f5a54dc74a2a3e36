import Application
import ArgumentParser
import SiteModel

struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Divide the database into those of several shards.",
        discussion: """
            Writes FOLDER/shard-0.sqlite and so on, each with the users that belong to it by their names, and FOLDER/lists.sqlite for \
            'sitegen lists'. A database that is a shard already is divided into its parts: of shard 3/16, 'split 32' makes shard-6 and \
            shard-7. The database itself stays as it is: move it away before the first run of the shards. docs/scaling.md has the steps.
            """)

    @Argument(help: ArgumentHelp("How many shards the site has afterwards.", valueName: "n"))
    var count: Int
    @Argument(help: ArgumentHelp("The new folder.", valueName: "folder"), completion: .directory)
    var folder: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let application = session.application
        for made in try await application.split(into: count, at: folder.absolutePath(in: application.folder)) {
            session.terminal.data("\(made.part)\t\(made.users)\t\(made.path)")
        }
    }
}
