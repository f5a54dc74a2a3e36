import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SpotifySimulator
import SpotifyTestSupport
import Synchronization
import SyncRunner
import Testing

/// A browser: keeps cookies, says where forms come from, and follows nothing by itself.
final class WebBrowser: Sendable {
    let site: CompanionSite
    private let cookies = Mutex<[String: String]>([:])

    init(_ site: CompanionSite) { self.site = site }

    struct Answer: CustomStringConvertible {
        var status: UInt
        var headers: NIOHTTP1.HTTPHeaders
        var text: String
        var description: String { "\(status) \(headers) \(text.prefix(400))" }
        var location: String? { headers.first(name: "location") }
    }

    var isSignedIn: Bool { cookie("__Host-sitegen") != nil }

    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }
    func setCookie(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }

    /// Another window of the same person with the same cookies.
    func copy() -> WebBrowser {
        let other = WebBrowser(site)
        for (name, value) in cookies.withLock({ $0 }) { other.setCookie(name, value) }
        return other
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers, body: nil)
    }

    /// Sends a form as a browser sends it from one of our own pages; an empty header is left out.
    func post(
        _ path: String, _ fields: [(String, String)] = [],
        headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = fields.map { Self.escape($0.0) + "=" + Self.escape($0.1) }.joined(separator: "&")
        return try await post(path, body: body, headers: headers)
    }

    func post(_ path: String, body: String, headers: [String: String] = [:]) async throws -> Answer {
        var sent = [
            "Sec-Fetch-Site": "same-origin", "Origin": "https://music.example",
            "Content-Type": "application/x-www-form-urlencoded",
        ]
        for (name, value) in headers { sent[name] = value.isEmpty ? nil : value }
        return try await send("POST", path, headers: sent, body: body)
    }

    /// Sends the form on the account page that leads to a path, with its token and these fields.
    func submit(_ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:]) async throws
        -> Answer
    {
        try await post(path, fields + [("token", try await token(for: path))], headers: headers)
    }

    /// The token in the form that leads to a path.
    func token(for path: String, on page: String = "/account/") async throws -> String {
        let text = try await get(page).text
        let form = try #require(
            text.split(separator: "<form").dropFirst().first { $0.contains("action=\"\(path)\"") }, "no form to \(path)"
        )
        let match = try #require(form.firstMatch(of: /name="token" value="([^"]+)"/))
        return String(match.1)
    }

    /// Signs in at Spotify, through all of its pages.
    func signIn(
        as account: SimulatedAccount, username: String? = nil, invitation: String? = nil, then: String = "account",
        denies: Bool = false
    ) async throws -> Answer {
        var fields = [("then", then)]
        if let username { fields.append(("username", username)) }
        if let invitation { fields.append(("invitation", invitation)) }
        let start = try await post("/api/auth/signin/spotify", fields)
        guard start.status == 303, let address = start.location else { return start }
        return try await get(try await callback(of: address, as: account, denies: denies))
    }

    /// Where Spotify sends the browser back to, as a path.
    func callback(of address: String, as account: SimulatedAccount, denies: Bool = false) async throws -> String {
        let back = try await HTTPTransport.withLive {
            try await Browser(transport: $0).answer(to: address, by: account, denies: denies)
        }
        return String(try #require(back.firstRange(of: "music.example").map { back[$0.upperBound...] }))
    }

    private func send(
        _ method: String, _ path: String, headers: [String: String], body: String?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: site.base + path)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let sent = cookies.withLock { $0.map { "\($0)=\($1)" }.sorted().joined(separator: "; ") }
        if !sent.isEmpty, headers["Cookie"] == nil { request.headers.add(name: "Cookie", value: sent) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await site.client.execute(request, timeout: .minutes(10))
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
