import Foundation
import SiteModel
import SpotifySimulator
import SyncRunner

/// Connects invented listeners as a person would: opens the address, lets Spotify send them back, exchanges the code.
struct DemoConnections {
    let store: Store
    let app: SpotifyApp
    let vault: TokenVault
    let transport: HTTPTransport
    let clock: WallClock

    /// The user of a listener, added and connected where that has not happened yet.
    func connected(_ account: SimulatedAccount) async throws -> User {
        let user = try await found(account)
        if try await store.credential(of: user.id)?.state == .active { return user }
        let connector = Connector(app: app, sender: HTTPSender(transport: transport), clock: clock)
        let authorization = try Authorization(app: app)
        let answer = try await answer(to: authorization, by: account)
        let connection = try await connector.connect(authorization, answer: answer)
        let credential = try vault.credential(
            from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
        try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
        return user
    }

    private func found(_ account: SimulatedAccount) async throws -> User {
        let username = try Username(account.suggestedUsername)
        do {
            return try await store.user(named: username.rawValue)
        } catch StoreError.unknownUser {
            _ = try await store.addUser(
                username, timeZone: account.timeZone, visibility: .public, at: clock.now())
            return try await store.updateUser(named: username.rawValue, bio: account.bio)
        }
    }

    /// The address the browser would be sent back to; the simulator signs in the listener that `login` names.
    private func answer(to authorization: Authorization, by account: SimulatedAccount) async throws -> String {
        let query = authorization.address.split(separator: "?", maxSplits: 1).last.map(String.init) ?? ""
        let fields = query.split(separator: "&").map { field in
            let parts = field.split(separator: "=", maxSplits: 1)
            return (
                name: String(parts[0]), value: parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
            )
        }
        let request = HTTPRequest(
            .get, app.accounts, path: "/authorize", query: fields + [(name: "login", value: account.id)])
        let response = try await transport.send(request)
        guard response.status == 302, let address = response.headers["location"] else {
            throw DemoError.noAnswer(account: account.key, status: response.status)
        }
        return address
    }
}
