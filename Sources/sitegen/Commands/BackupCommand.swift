import Application
import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a consistent copy of the database; runs may go on meanwhile.",
        discussion: """
            The copy is one file that its owner alone can read, checked before it gets its name. To go back to it, put it in the \
            place of the database while nothing runs, and delete the -wal and -shm files next to it. The key file is not in it: \
            keep a copy of that elsewhere, or every user has to connect again.
            """)

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"), completion: .file())
    var file: String
    @Flag(help: "Replace a file that is there.")
    var force = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let application = session.application
        let target = file.absolutePath(in: application.folder)
        let bytes = try await application.backUp(to: target, replacing: force)
        session.terminal.note(
            "\(target): \(bytes) bytes, checked. The key file \(application.settings.secretKeyFile) is not in it.")
    }
}
