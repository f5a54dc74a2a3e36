import Application
import ArgumentParser
import Companion

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the companion, in which users sign in, sync and change what is theirs.",
        discussion: """
            It stands behind a web server that sends it /account/ and /api/ (docs/companion.md). Pages of the site need it \
            for nothing: they are there when it is not. It ends with SIGTERM, when the requests under way are answered.
            """)

    @Option(help: ArgumentHelp("unix:PATH or 127.0.0.1:PORT.", valueName: "address"))
    var listen: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common, flags: listen.map { [.companionListen: $0] } ?? [:])
        let terminal = session.terminal
        let companion = try await Companion(session.application)
        let settings = session.application.settings
        try await companion.serve { port in
            let listen = settings.companion.listen.listening(on: port)
            terminal.notice("Serving \(companion.address) on \(listen); stop it with Ctrl-C")
        }
    }
}
