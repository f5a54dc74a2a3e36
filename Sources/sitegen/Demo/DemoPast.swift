import Foundation
import SiteModel
import SpotifySimulator
import SyncRunner

/// Gives an invented user a past in the way of a real one: by importing the listener's own history.
struct DemoPast {
    let store: Store
    let transport: HTTPTransport
    let clock: WallClock

    /// Imports the listener's history, unless an earlier demo has; later plays come over the API.
    func give(to user: User, of account: SimulatedAccount, from simulator: ServiceAddress) async throws {
        guard try await !store.hasHistory(of: user.id) else { return }
        let id = account.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? account.id
        let response = try await transport.send(
            HTTPRequest(.get, simulator, path: "/simulator/accounts/\(id)/history"))
        guard response.status == 200 else {
            throw DemoError.noAnswer(account: account.key, status: response.status)
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left of it there is of no use to anybody, and the system clears the folder.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "Streaming_History_Audio_demo.json")
        try response.body.write(to: file)
        _ = try await ImportRunner(store: store, clock: clock).run(
            files: [file.path(percentEncoded: false)], user: user.username.rawValue)
    }
}
