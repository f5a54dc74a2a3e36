import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import SpotifySimulator

/// The moment of these tests: 2026-11-22T10:00:00Z.
let now: Int64 = 1_795_341_600_000
let hour: Int64 = 3_600_000
let day: Int64 = 86_400_000

/// The world of all tests that do not need their own; it is a value and never changes.
let world = SimulatorWorld(seed: 1, listeners: 16, now: now)

func account(_ key: String) -> SimulatedAccount {
    guard let account = world.account(key: key) else { preconditionFailure("no account \(key)") }
    return account
}

/// Runs a simulator for as long as `body` takes.
func withSimulator(
    _ options: SpotifySimulator.Options = .init(), world: SimulatorWorld = world,
    _ body: (SpotifySimulator, Visitor) async throws -> Void
) async throws {
    let simulator = SpotifySimulator(world: world, options: options)
    try await simulator.whileListening { try await body(simulator, Visitor(simulator: simulator)) }
}

struct Reply {
    var status: Int
    var headers: HTTPHeaders
    var body: Data

    func header(_ name: String) -> String? { headers.first(name: name) }

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] {
        get throws { try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:] }
    }
    var error: String? { try? json["error"] as? String }
    var errorDescription: String? { try? json["error_description"] as? String }
    var message: String? { (try? json["error"] as? [String: Any])?["message"] as? String }
    var items: [[String: Any]] { get throws { try json["items"] as? [[String: Any]] ?? [] } }
}

/// Talks to a simulator over HTTP, as an app does.
struct Visitor {
    static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
    static let callback = "http://127.0.0.1:8123/callback"
    static let verifier = "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789_~"
    static let scope = "user-read-recently-played user-top-read"

    let simulator: SpotifySimulator

    func send(
        _ url: String, method: String = "GET", headers: [String: String] = [:], body: String? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers.map { ($0.key, $0.value) })
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Reply(
            status: Int(response.status.code), headers: response.headers, body: Data(bytes.readableBytesView))
    }

    func get(_ path: String, token: String) async throws -> Reply {
        try await send(simulator.apiURL + path, headers: ["authorization": "Bearer \(token)"])
    }

    func post(_ fields: [String: String?], headers: [String: String] = [:]) async throws -> Reply {
        var headers = headers
        if headers["content-type"] == nil { headers["content-type"] = "application/x-www-form-urlencoded" }
        return try await send(
            simulator.accountsURL + "/api/token", method: "POST", headers: headers, body: Visitor.form(fields))
    }

    static func challenge(_ verifier: String) -> String {
        Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    static func form(_ fields: [String: String?]) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return fields.sorted { $0.key < $1.key }.compactMap { name, value in
            value.map { "\(name)=\($0.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
        }.joined(separator: "&")
    }

    /// Opens the sign-in page; `changes` replaces fields, and `nil` leaves one out.
    func authorize(_ changes: [String: String?] = [:]) async throws -> Reply {
        var fields: [String: String?] = [
            "client_id": simulator.options.clientID, "response_type": "code", "redirect_uri": Self.callback,
            "scope": Self.scope, "state": "xyz&1", "code_challenge_method": "S256",
            "code_challenge": Self.challenge(Self.verifier), "login": account("night-owl").id,
        ]
        fields.merge(changes) { _, new in new }
        return try await send("\(simulator.accountsURL)/authorize?\(Self.form(fields))")
    }

    func code(for login: String) async throws -> String {
        let reply = try await authorize(["login": login])
        return Visitor.callbackFields(reply)["code"] ?? "none"
    }

    static func callbackFields(_ reply: Reply) -> [String: String] {
        let location = reply.headers.first(name: "location") ?? ""
        let items = URLComponents(string: location)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    /// The form of a code exchange; `changes` as in `authorize`.
    func exchange(_ code: String, _ changes: [String: String?] = [:], headers: [String: String] = [:]) async throws
        -> Reply
    {
        var fields: [String: String?] = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": Self.callback,
            "client_id": simulator.options.clientID, "code_verifier": Self.verifier,
        ]
        fields.merge(changes) { _, new in new }
        return try await post(fields, headers: headers)
    }

    func refresh(_ token: String, headers: [String: String] = [:]) async throws -> Reply {
        try await post(
            ["grant_type": "refresh_token", "refresh_token": token, "client_id": simulator.options.clientID],
            headers: headers)
    }

    /// Connects an account, from the sign-in page to its tokens.
    func connect(_ login: String) async throws -> (access: String, refresh: String) {
        let tokens = try await exchange(try await code(for: login)).json
        return (tokens["access_token"] as? String ?? "", tokens["refresh_token"] as? String ?? "")
    }
}
