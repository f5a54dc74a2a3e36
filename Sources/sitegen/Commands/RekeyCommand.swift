import Application
import ArgumentParser
import SyncRunner

struct RekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Make a new key file, and seal all tokens with it.",
        discussion: """
            The old key is kept next to the new one, as KEY.old, until every token is sealed with the new one; then it is deleted. \
            If this is cut off at any point, everything goes on working, and 'sitegen rekey' finishes it.

            The tokens in a backup from before open with the key from before only: make a new backup afterwards.
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        let path = application.settings.secretKeyFile
        switch try await application.rekey() {
        case .rotated(let count):
            terminal.note("There is a new key in \(path); \(connections(count)) sealed with it.")
            if count > 0 { terminal.note("Make a new backup: tokens in older ones need the key from before.") }
        case .finished(let count):
            terminal.notice(
                "A rekey that was cut off is finished: \(connections(count)) sealed with its new key in \(path).")
        }
    }

    private func connections(_ count: Int) -> String {
        count == 1 ? "the tokens of 1 user are" : "the tokens of \(count) users are"
    }
}
