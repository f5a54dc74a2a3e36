import Application
import ArgumentParser
import SiteModel

struct ConnectCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "Connect a user's Spotify account, or renew a connection.",
        discussion: """
            Opens Spotify in a browser and waits up to five minutes for it to come back. Without a browser (over ssh, on a \
            server) it prints the address, and takes back the one the browser ended at.

            A new user is private unless told otherwise. Connecting again renews the six months and keeps everything.
            """)

    @Argument(help: ArgumentHelp("The folder of the page: 1 to 40 of a-z, 0-9 and '-'.", valueName: "user"))
    var user: String
    @Option(help: ArgumentHelp("IANA name, such as Europe/Berlin.", valueName: "zone"))
    var timeZone: String?
    @Option(help: "Who may see the page: public, unlisted or private.")
    var visibility: Visibility?
    @Flag(help: "Print the address, and read the one that comes back from stdin.")
    var noBrowser = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let zone = try timeZone.map { try TimeZoneName.checked($0) }
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        var plan = try await application.planConnection(
            of: user, UserChange(visibility: visibility, timeZone: zone))
        plan.complete(at: terminal, siteZone: TimeZoneName.name(of: application.settings.siteTimeZone))
        let app = plan.app
        let connection = try await application.connect(plan) { connector in
            let visit = BrowserVisit(session: session, app: app, connector: connector)
            return try await visit.connection(usesBrowser: !noBrowser)
        }
        let connected = connection.user
        let name = connected.displayName.map { " as \($0.printable)" } ?? ""
        terminal.notice("Connected \(user)\(name). Next: sitegen run")
        if connected.visibility == .private {
            terminal.notice("Nobody sees a page of \(user) before:  sitegen user set \(user) --visibility public")
        }
        if let problem = connection.problem { throw problem }
    }
}

extension ConnectPlan {
    /// Asks at a terminal for what a new user needs and was not given.
    ///
    /// - Parameters:
    ///   - terminal: The terminal to ask at.
    ///   - siteZone: `site.timeZone`, the standard answer.
    fileprivate mutating func complete(at terminal: Terminal, siteZone: String) {
        guard known == nil, terminal.canAsk else { return }
        if change.visibility == nil {
            change.visibility = terminal.ask(
                "Who may see the page? public, unlisted or private", standard: .private
            ) { Visibility(rawValue: $0) }
        }
        if change.timeZone == nil {
            let name = terminal.ask("Time zone", standard: siteZone) { TimeZoneName.zone($0).map(TimeZoneName.name) }
            change.timeZone = TimeZoneName.zone(name)
        }
    }
}
