import Foundation
package import SpotifySimulator
package import SyncRunner

/// A person in front of a browser, who agrees to everything by default.
package struct Browser: Sendable {
    private let transport: HTTPTransport

    package init(transport: HTTPTransport) { self.transport = transport }

    private struct NotSentBack: Error { var status: Int }

    /// Opens the address that asks for access, and returns the address that Spotify then sends the browser to.
    package func answer(
        to address: String, by account: SimulatedAccount, denies: Bool = false
    ) async throws -> String {
        let choice = denies ? (name: "deny", value: "1") : (name: "login", value: account.id)
        let response = try await visit(address, adding: [choice])
        guard response.status == 302, let answer = response.headers["location"] else {
            throw NotSentBack(status: response.status)
        }
        return answer
    }

    /// Opens any address on this machine.
    package func visit(
        _ address: String, adding more: [(name: String, value: String)] = []
    ) async throws -> HTTPResponse {
        let parts = URLComponents(string: address)
        let host = "\(parts?.scheme ?? "")://\(parts?.host ?? ""):\(parts?.port ?? 0)"
        let query = (parts?.queryItems ?? []).map { (name: $0.name, value: $0.value ?? "") }
        return try await transport.send(
            HTTPRequest(
                .get, ServiceAddress(host, setting: "browser"), path: parts?.path ?? "/", query: query + more))
    }
}
