import Application
import ArgumentParser
import SyncRunner

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import the history files that Spotify sent a user: zip, folder or JSON.",
        discussion: """
            Takes the extended streaming history and account data, in any order; the same files again change nothing. \
            Private sessions are left out unless asked for; podcasts and audiobooks \
            always are. Addresses and devices in the files are never stored.
            """)

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @Argument(help: ArgumentHelp("The files that Spotify sent.", valueName: "file"), completion: .file())
    var files: [String]
    @Flag(help: "Import plays of private sessions, too.")
    var includePrivate = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        let report = try await session.application.importHistory(files, of: user, includePrivate: includePrivate)
        for line in Self.lines(report) { terminal.data(line) }
        for failure in report.failures { terminal.error("\(failure)") }
        let unnamed = report.failureCount - report.failures.count
        if unnamed > 0 { terminal.error("and \(unnamed) more rows that cannot be read") }
        if report.failureCount > 0 { throw ExitCode.someFailed }
    }

    private static func lines(_ report: ImportReport) -> [String] {
        let rows =
            [
                ["files read", "\(report.files.count)"], ["rows read", "\(report.rows)"],
                ["new plays", "\(report.newPlays)"], ["made exact", "\(report.mergedPlays)"],
                ["already there", "\(report.knownPlays)"],
            ]
            + report.leftOut.sorted { $0.key < $1.key }.map { ["left out: \($0.key.words)", "\($0.value)"] }
            + (report.failureCount > 0 ? [["not readable", "\(report.failureCount)"]] : [])
        return Table.lines(rows)
    }
}

extension ImportReport.Reason {
    fileprivate var words: String {
        switch self {
        case .short: "under 30 seconds"
        case .spoken: "podcasts and audiobooks"
        case .privateSession: "private sessions"
        case .noTrack: "without a track"
        case .wrongClock: "with an impossible time"
        }
    }
}
