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
        let username = try await username(live)
        let zone = try timeZone.map(UserZone.checked)
        let store = try live.store()
        let app = try live.spotifyApp()
        // A key that cannot be used is better told before the user has been to Spotify.
        _ = try await live.vault(store)
        let gate = try await live.openGate(store, for: username)
        var plan = ConnectPlan(
            username: username, known: try await store.users().first { $0.username == username },
            timeZone: zone.map(UserZone.name), visibility: visibility)
        plan.ask(live.console, siteZone: UserZone.name(of: live.settings.siteTimeZone))
        let name: String?
        do {
            name = try await HTTPTransport.withLive { transport in
                let sender = HTTPSender(transport: transport, gate: gate, logger: live.logger)
                let visit = BrowserVisit(
                    live: live, app: app, connector: Connector(app: app, sender: sender, clock: live.clock))
                return try await plan.store(visit.connection(usesBrowser: !noBrowser), store: store, live: live)
            }
        } catch let error as SpotifyError {
            try await live.keepGate(of: error, store)
            throw ConnectTrouble(cause: error, username: username.rawValue)
        }
        live.console.notice(
            "Connected \(username)\(name.map { " as \($0.printable)" } ?? ""). Next: sitegen run")
        if try await store.user(named: username.rawValue).visibility == .private {
            live.console.notice(
                "Nobody sees a page of \(username) before:  sitegen user set \(username) --visibility public")
        }
    }

    private func username(_ live: Live) async throws -> Username {
        do {
            return try Username(user, pages: TemplateFolder.pageNames(in: live.templateFolder()))
        } catch UsernameError.reserved {
            // Whoever had the name before it was reserved keeps it.
            guard let known = try? await live.presentStore().user(named: user) else {
                throw UsernameError.reserved(user)
            }
            return known.username
        }
    }
}
