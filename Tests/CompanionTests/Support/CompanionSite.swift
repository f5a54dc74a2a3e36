import Application
import AsyncHTTPClient
import Foundation
import NIOCore
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import Synchronization
import SyncRunner
import TestSupport
import Testing

@testable import Companion

/// A site with its companion on a port of this machine, and a simulated Spotify with two listeners.
///
/// One clock, which a test moves, is that of all three.
final class CompanionSite: Sendable {
    static let address = "https://music.example/account/"
    static let redirect = "https://music.example/api/auth/callback/spotify"

    let folder: TemporaryFolder
    let clock: ManualClock
    let simulator: SpotifySimulator
    let application: Application
    let companion: Companion
    let client: HTTPClient
    private let port = Mutex<Int?>(nil)
    /// Two listeners; making them takes a while.
    private static let world = SimulatorWorld(
        listeners: 2, now: ManualClock().wall.now().milliseconds, historyDays: 21)

    var output: String { folder.path + "/output" }
    /// The address of the companion's port, without a path.
    var base: String { "http://127.0.0.1:\(port.withLock { $0 } ?? 0)" }

    private init(
        _ folder: TemporaryFolder, _ clock: ManualClock, _ simulator: SpotifySimulator, _ client: HTTPClient,
        signUp: SignUp, admins: Set<String>, patience: Duration, signInPatience: Duration, deploy: String?,
        store: Store?
    ) async throws {
        self.folder = folder
        self.clock = clock
        self.simulator = simulator
        self.client = client
        var environment = [
            "SITEGEN_SITE_BASE_URL": "https://music.example", "SITEGEN_SITE_IMAGES": "none",
            "SITEGEN_COMPANION_LISTEN": "127.0.0.1:0",
            "SITEGEN_COMPANION_SIGN_UP": signUp.rawValue, "SITEGEN_COMPANION_ADMINS": admins.joined(separator: ","),
            "SITEGEN_SPOTIFY_CLIENT_ID": simulator.options.clientID, "SITEGEN_SPOTIFY_API_URL": simulator.apiURL,
            "SITEGEN_SPOTIFY_ACCOUNTS_URL": simulator.accountsURL,
        ]
        environment[SettingKey.deployCommand.environmentName] = deploy
        let templates = URL(filePath: #filePath).appending(path: "../../../../templates").standardizedFileURL
        var application = try Application(
            settings: Settings(file: nil, environment: environment, folder: folder.path), folder: folder.path,
            builtInTemplates: templates.path(percentEncoded: false), clock: clock.wall)
        application.sharedStore = store
        application.signInPatience = signInPatience
        self.application = application
        companion = try await Companion(application, patience: patience)
    }

    /// Lends a site whose companion is listening.
    ///
    /// - Parameters:
    ///   - signUp: Who may sign up.
    ///   - admins: The usernames of admins.
    ///   - patience: How long a browser waits for a sync.
    ///   - signInPatience: How long Spotify may take for a sign-in.
    ///   - deploy: The command that deploys the site.
    ///   - faults: Called before each transaction of the store; what it throws is the store's error.
    ///   - body: The test.
    /// - Throws: What the test throws.
    static func running(
        signUp: SignUp = .open, admins: Set<String> = [], patience: Duration = .seconds(600),
        signInPatience: Duration = .seconds(600), deploy: String? = nil, faults: (@Sendable () throws -> Void)? = nil,
        _ body: (CompanionSite) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var options = SpotifySimulator.Options(now: { clock.wall.now().milliseconds })
        options.redirectURIs = [redirect]
        let simulator = SpotifySimulator(
            world: world, options: options)
        let folder = try TemporaryFolder("companion")
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 128
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await simulator.whileListening {
                var store = try Store.open(path: folder.path + "/sitegen.sqlite")
                store.checkpoint = faults
                let site = try await CompanionSite(
                    folder, clock, simulator, client, signUp: signUp, admins: admins, patience: patience,
                    signInPatience: signInPatience, deploy: deploy, store: store)
                try await site.serving { try await body(site) }
            }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private func serving(_ body: () async throws -> Void) async throws {
        let (ports, bound) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [companion] in
                defer { bound.finish() }
                try await companion.serve(until: []) { port in bound.yield(port ?? 0) }
            }
            for await number in ports {
                port.withLock { $0 = number }
                break
            }
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            // The end of the server is its cancellation.
            try? await group.waitForAll()
        }
    }

    var store: Store {
        get throws { try Store.open(path: folder.path + "/sitegen.sqlite") }
    }

    func account(_ index: Int) -> SimulatedAccount { simulator.accounts[index] }

    /// The text of a published page; `nil` if it is not there.
    func page(_ path: String) -> String? {
        FileManager.default.contents(atPath: output + "/" + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Waits until nothing is under way any more that began with an earlier request.
    func settles() async { await companion.work.finish(within: .seconds(60)) }

    /// A browser in which somebody has signed up.
    func signedUp(_ name: String, as index: Int = 0) async throws -> WebBrowser {
        let browser = WebBrowser(self)
        // Names of admins are given by the operator alone.
        var code: SecretCode?
        if application.settings.companion.admins.contains(name) {
            code = SecretCode()
            _ = try await application.invite(name, codeHash: code?.hash ?? [], lasting: .seconds(3600))
        }
        let answer = try await browser.signIn(as: account(index), username: name, invitation: code?.reveal())
        try #require(answer.status == 303 && browser.isSignedIn, "\(answer)")
        return browser
    }
}

extension WebBrowser {
    /// Opens a browser at the companion of a site.
    convenience init(_ site: CompanionSite) {
        self.init(base: site.base, origin: "https://music.example", client: site.client)
    }
}
