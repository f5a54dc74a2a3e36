package import AsyncHTTPClient
import Foundation
import NIOCore
package import NIOHTTP1
package import SpotifySimulator
import Synchronization
import SyncRunner

/// A browser at a companion: keeps cookies, says where forms come from, and follows nothing by itself.
package final class WebBrowser: Sendable {
    private let base: String
    private let origin: String
    private let client: HTTPClient
    private let cookies = Mutex<[String: String]>([:])

    /// Opens a browser.
    ///
    /// - Parameters:
    ///   - base: The companion's port, `http://127.0.0.1:PORT`.
    ///   - origin: The origin that the companion has for its users.
    ///   - client: Sends the requests; it follows no redirects.
    package init(base: String, origin: String, client: HTTPClient) {
        self.base = base
        self.origin = origin
        self.client = client
    }

    private struct Missing: Error { var what: String }

    package struct Answer: Sendable, CustomStringConvertible {
        package var status: UInt
        package var headers: NIOHTTP1.HTTPHeaders
        package var text: String
        package var description: String { "\(status) \(headers) \(text.prefix(400))" }
        package var location: String? { headers.first(name: "location") }
    }

    /// Whether it has a session cookie; on this machine its name has no prefix.
    package var isSignedIn: Bool { cookie("__Host-sitegen") != nil || cookie("sitegen") != nil }

    package func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }
    package func setCookie(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }

    /// Another window of the same person, with the same cookies; `base` is the address of a restarted companion.
    package func copy(at base: String? = nil) -> WebBrowser {
        let other = WebBrowser(base: base ?? self.base, origin: origin, client: client)
        for (name, value) in cookies.withLock({ $0 }) { other.setCookie(name, value) }
        return other
    }

    package func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers, body: nil)
    }

    /// Sends a form as a browser sends it from one of our own pages; an empty header is left out.
    package func post(
        _ path: String, _ fields: [(String, String)] = [],
        headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = fields.map { Self.escape($0.0) + "=" + Self.escape($0.1) }.joined(separator: "&")
        return try await post(path, body: body, headers: headers)
    }

    package func post(_ path: String, body: String, headers: [String: String] = [:]) async throws -> Answer {
        var sent = [
            "Sec-Fetch-Site": "same-origin", "Origin": origin, "Content-Type": "application/x-www-form-urlencoded",
        ]
        for (name, value) in headers { sent[name] = value.isEmpty ? nil : value }
        return try await send("POST", path, headers: sent, body: body)
    }

    /// Sends the form on the account page that leads to a path, with its token and these fields.
    package func submit(
        _ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:]
    ) async throws -> Answer {
        try await post(path, fields + [("token", try await token(for: path))], headers: headers)
    }

    /// The token in the form that leads to a path.
    package func token(for path: String, on page: String = "/account/") async throws -> String {
        let text = try await get(page).text
        let form = text.split(separator: "<form").dropFirst().first { $0.contains("action=\"\(path)\"") }
        guard let match = form?.firstMatch(of: /name="token" value="([^"]+)"/) else { throw Missing(what: path) }
        return String(match.1)
    }

    /// Signs in at Spotify, through all of its pages.
    package func signIn(
        as account: SimulatedAccount, username: String? = nil, invitation: String? = nil, then: String = "account",
        denies: Bool = false
    ) async throws -> Answer {
        let start = try await beginSignIn(username: username, invitation: invitation, then: then)
        guard start.status == 303, let address = start.location else { return start }
        return try await get(try await callback(of: address, as: account, denies: denies))
    }

    /// Sends the form that leads to Spotify.
    package func beginSignIn(
        username: String? = nil, invitation: String? = nil, then: String = "account"
    ) async throws -> Answer {
        var fields = [("then", then)]
        if let username { fields.append(("username", username)) }
        if let invitation { fields.append(("invitation", invitation)) }
        return try await post("/api/auth/signin/spotify", fields)
    }

    /// Where Spotify sends the browser back to, as a path.
    package func callback(
        of address: String, as account: SimulatedAccount, denies: Bool = false
    ) async throws -> String {
        let back = try await HTTPTransport.withLive {
            try await Browser(transport: $0).answer(to: address, by: account, denies: denies)
        }
        guard back.hasPrefix(origin + "/") else { throw Missing(what: origin) }
        return String(back.dropFirst(origin.count))
    }

    private func send(
        _ method: String, _ path: String, headers: [String: String], body: String?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let sent = cookies.withLock { $0.map { "\($0)=\($1)" }.sorted().joined(separator: "; ") }
        if !sent.isEmpty, headers["Cookie"] == nil { request.headers.add(name: "Cookie", value: sent) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await client.execute(request, timeout: .minutes(10))
        for cookie in response.headers["set-cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isCleared = cookie.contains("Max-Age=0")
            setCookie(String(pair[0]), isCleared ? nil : String(pair[1]))
        }
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Answer(
            status: response.status.code, headers: response.headers, text: String(buffer: bytes))
    }

    private static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
