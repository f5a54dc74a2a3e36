internal import Foundation

extension HTTPResponse {
    /// How long the service asks to wait; `nil` without the header, or if it is not a number of seconds.
    var retryAfter: Duration? {
        guard let text = headers["retry-after"]?.trimmingCharacters(in: .whitespaces), !text.isEmpty,
            text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        // A number that overflows still means a wait; callers have an upper limit.
        return .seconds(Int64(text) ?? Int64(Int32.max))
    }

    /// Whether the daily quota is used up, and not only the rate of the last seconds.
    var isQuotaExceeded: Bool {
        let reason = try? JSONNode.read(body) { $0["error"]?["reason"]?.string }  // plain text is a rate limit
        return reason == "QUOTA_EXCEEDED"
    }
}
