import Application
import ArgumentParser

struct VerifyCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the output with what was written, and check database, key and templates.",
        discussion: """
            Prints a line for each thing that is wrong, and nothing when all is well. --repair builds wrong pages again and deletes what \
            runs have left; files that sitegen did not make are never touched.
            """)

    @Flag(help: "Build wrong pages again, and delete what runs have left.")
    var repair = false
    @OptionGroup var common: CommonOptions

    var isDryRun: Bool { !repair }

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        let report = try await session.application.verify(repairs: repair)
        if let build = report.build { Summary.print(build, isDryRun: false, terminal) }
        for finding in report.repaired { terminal.data("repaired: \(finding)") }
        for finding in report.findings { terminal.data("\(finding)") }
        guard report.findings.isEmpty else { throw ExitCode.someFailed }
        terminal.note("All well: database, key, templates and output.")
    }
}
