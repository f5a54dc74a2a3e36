import ArgumentParser
import Rendering
import SiteModel

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the output with what was written, and check database, key and templates.",
        discussion: """
            Prints a line for each thing that is wrong, and nothing when all is well. --repair builds wrong pages anew and deletes what \
            runs have left; files that sitegen did not make are never touched.
            """)

    @Flag(help: "Build wrong pages anew, and delete what runs have left.")
    var repair = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let live = try Live(common)
        // A page that is being replaced would be found wrong.
        let lock = try await RunLock.take(for: live.settings.database, patience: .seconds(10))
        defer { withExtendedLifetime(lock) {} }
        let verification = Verification(live: live)
        var findings = try await verification.findings()
        if repair, findings.contains(where: { $0.file?.isRepairable == true }) {
            let store = try live.presentStore()
            let report = try await live.site(store).repair(findings.compactMap(\.file))
            Summary.print(report, isDryRun: false, live.console)
            let left = try await verification.findings()
            for repaired in findings where !left.contains(repaired) { live.console.data("repaired: \(repaired)") }
            findings = left
        }
        for finding in findings { live.console.data("\(finding)") }
        guard findings.isEmpty else { throw ExitCode.someFailed }
        live.console.note("All well: database, key, templates and output.")
    }
}
