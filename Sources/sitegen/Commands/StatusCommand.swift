import Application
import ArgumentParser

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the state of the site, and what needs a person.",
        discussion: """
            The first line is "All well." or the first thing to do. The exit code is 1 when one of these needs a person:
              - pages cannot be built or looked at, a hidden page is still on the disk, or the output is another site's;
              - a user has to connect again;
              - the settings or Spotify's dashboard have to be put right;
              - Spotify's limit holds for more than 6 hours;
              - an authorization ends within 30 days;
              - a user was not synced for three times the usual interval.
            Status changes nothing, and can be used while a run is under way.

            docs/status.md describes the JSON document and the metrics.
            """)

    @Flag(help: "Print one JSON document on stdout.")
    var json = false
    @Option(
        help: ArgumentHelp(
            "Write metrics for node_exporter's textfile collector, instead of the table; name it *.prom.",
            valueName: "file"),
        completion: .file())
    var prometheus: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let terminal = session.terminal
        let file = prometheus?.absoluteFilePath(in: session.application.folder)
        if let file { try session.application.requireFree(file, for: "the file of metrics") }
        let report = try await session.application.status()
        if let file { try WholeFile.write(report.metrics, to: file) }
        if json { try terminal.json(report) }
        if !json, prometheus == nil { for line in report.lines { terminal.data(line) } }
        if !report.attention.isEmpty { throw ExitCode.someFailed }
    }
}
