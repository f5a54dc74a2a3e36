import ArgumentParser
import SiteModel
import SyncRunner

struct RekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Make a new key file, and seal all tokens anew with it.",
        discussion: """
            The key so far is kept beside the new one, as KEY.old, until every token is sealed anew, and is deleted then. Cut off at \
            any point, everything goes on working, and 'sitegen rekey' finishes it.

            The tokens in a backup from before open with the key from before only: make a new backup afterwards.
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        let store = try live.presentStore()
        let lock = try await RunLock.take(for: live.settings.database)
        defer { withExtendedLifetime(lock) {} }
        let path = live.settings.secretKeyFile
        switch try await KeyRotation(path: path, store: store).run() {
        case .rotated(let count):
            live.console.note("There is a new key in \(path); \(connections(count)) sealed with it.")
            if count > 0 { live.console.note("Make a new backup: tokens in older ones need the key from before.") }
        case .finished(let count):
            live.console.notice(
                "A rekey that was cut off is finished: \(connections(count)) sealed with its new key in \(path).")
        }
    }

    private func connections(_ count: Int) -> String {
        count == 1 ? "the tokens of 1 user are" : "the tokens of \(count) users are"
    }
}
