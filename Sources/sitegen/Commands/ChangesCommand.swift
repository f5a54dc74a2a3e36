import Application
import ArgumentParser
import SiteModel

struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "List the files of the site that changed since a cursor, to deploy them elsewhere.",
        discussion: """
            Prints a line for each file, KIND<TAB>PATH, for the database of a shard its number, and the next cursor in the last line. Delete what is 'hidden' at once; \
            copy each 'asset', then each 'page'; then delete what is 'removed'. Without --since, every file of the site is listed.

            A deployment that was cut off is repeated from its former cursor. A cursor works for 30 days, and longer while \
            nothing changes. One that the database does not know is an error (65): then copy all, and delete all else. \
            With build.precompress, a .gz file belongs to each path that has one.
            """)

    @Option(help: ArgumentHelp("The cursor that the last complete deployment got.", valueName: "cursor"))
    var since: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let application = try Session(common).application
        let output = StandardOutput()
        try await application.writeChanges(since: since) { try output.append($0) }
        try output.flush()
    }
}

extension Application {
    /// Writes a line for each file that changed, for the shard if there are several, and for the cursor.
    ///
    /// - Parameters:
    ///   - cursor: A cursor from before; `nil` for every file of the site.
    ///   - write: Takes a line with its end.
    /// - Throws: `UnknownCursor`, `StoreError`, and what `write` throws.
    func writeChanges(since cursor: String?, to write: @escaping @Sendable (String) throws -> Void) async throws {
        let next = try await changes(since: cursor) { try write("\($0.kind.rawValue)\t\($0.path)\n") }
        // A deployment must leave the files of other shards alone.
        let part = try await part()
        if part != .whole { try write("shard\t\(part)\n") }
        try write("cursor\t\(next)\n")
    }
}
