/// An error that a test orders.
package enum SimulatedFault: Sendable {
    /// Answers a status with this body; a body that begins with `{` is sent as JSON.
    case status(Int, body: String = "", headers: [String: String] = [:])
    /// 429 with `Retry-After` in seconds.
    case retryAfter(Int)
    /// 429 with the reason `QUOTA_EXCEEDED`, with or without `Retry-After`.
    case quotaExceeded(retryAfter: Int? = nil)
    /// 429 as plain text, without `Retry-After`.
    case tooManyRequests
    /// Waits before the true answer.
    case delay(Duration)
    /// Closes the connection without an answer.
    case cutConnection
    /// Announces the whole true answer, sends half of it and closes the connection.
    case cutBody
    /// An HTML page in place of JSON.
    case html(status: Int = 200)
    /// The first half of the true answer, as if it were all.
    case truncatedJSON
    /// Plain text in place of JSON.
    case plainText(status: Int, String)

    func answer() -> Answer? {
        switch self {
        case .status(let status, let body, let headers):
            let type = body.hasPrefix("{") ? Answer.json : "text/plain; charset=utf-8"
            let extra = headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            return Answer(status: status, type: type, body: Array(body.utf8), headers: extra)
        case .retryAfter(let seconds):
            return .apiError(429, "API rate limit exceeded", headers: [("retry-after", String(seconds))])
        case .quotaExceeded(let seconds):
            let headers = seconds.map { [("retry-after", String($0))] } ?? []
            return .apiError(429, "Too many requests", reason: "QUOTA_EXCEEDED", headers: headers)
        case .tooManyRequests: return .text(429, "Too many requests")
        case .cutConnection: return Answer(status: 0, ending: .none)
        case .html(let status):
            return .html(status, title: "Upstream trouble", body: "<p>Service temporarily unavailable.</p>")
        case .plainText(let status, let text): return .text(status, text)
        case .delay, .cutBody, .truncatedJSON: return nil
        }
    }

    /// Spoils the true answer, for the faults that need one.
    func spoil(_ answer: Answer) -> Answer {
        var answer = answer
        switch self {
        case .truncatedJSON: answer.body.removeLast(answer.body.count - answer.body.count / 2)
        case .cutBody: answer.ending = .half
        default: break
        }
        return answer
    }
}

/// A fault with its route and account.
struct OrderedFault: Sendable {
    var fault: SimulatedFault
    var route: SimulatedRoute?
    var account: String?
    var after: Int
    var times: Int?

    func applies(to route: SimulatedRoute, account: String?) -> Bool {
        guard self.route.map({ $0 == route }) ?? route.isWebAPI else { return false }
        return self.account == nil || self.account == account
    }
}
