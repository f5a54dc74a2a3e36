import HTTPTypes

/// A request as the routes see it.
struct Incoming: Sendable {
    let route: SimulatedRoute
    let method: String
    let path: [Substring]
    let rawQuery: String
    let query: [String: String]
    let authorization: String?
    let contentType: String
    let form: [String: String]

    init(method: String, target: String, headers: HTTPFields, body: [UInt8]) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = (parts.first ?? "").split(separator: "/")
        rawQuery = parts.count > 1 ? String(parts[1]) : ""
        query = Percent.fields(rawQuery)
        route = SimulatedRoute(path: path)
        authorization = headers[.authorization]
        contentType = headers[.contentType] ?? ""
        form = route == .token ? Percent.fields(String(decoding: body, as: UTF8.self)) : [:]
    }

    /// The query as it came, to append to an address.
    var suffix: String { rawQuery.isEmpty ? "" : "?\(rawQuery)" }

    var bearer: String? {
        guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return nil }
        return String(authorization.dropFirst(7))
    }

    /// What the log shows: never a code, a token or a verifier.
    var detail: String {
        switch route {
        case .token: form["grant_type"] ?? ""
        case _ where route.isWebAPI: rawQuery
        default: ""
        }
    }
}
