import ArgumentParser
import Foundation
import Rendering
import SiteModel
import SyncRunner

struct ConnectCommand: AsyncParsableCommand {
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
        let live = try Live(common)
        let username = try Username(user, pages: TemplateFolder.pageNames(in: live.templateFolder()))
        let zone = try timeZone.map(UserZone.checked)
        let store = try live.store()
        let app = try live.spotifyApp()
        // A key that cannot be used is better told before the user has been to Spotify.
        _ = try await live.vault(store)
        var plan = ConnectPlan(
            username: username, known: try await store.users().first { $0.username == username },
            timeZone: zone.map(UserZone.name), visibility: visibility)
        plan.ask(live.console, siteZone: UserZone.name(of: live.settings.siteTimeZone))
        let name = try await HTTPTransport.withLive { transport in
            let connector = Connector(
                app: app, sender: HTTPSender(transport: transport, logger: live.logger), clock: live.clock)
            let connection = try await BrowserVisit(live: live, app: app, connector: connector)
                .connection(usesBrowser: !noBrowser)
            return try await plan.store(connection, store: store, live: live)
        }
        live.console.notice(
            "Connected \(username)\(name.map { " as \($0.printable)" } ?? ""). Next: sitegen run")
    }
}
