internal import Foundation

/// The Web API's way to tell an error: `{"error":{"status":401,"message":"…"}}`.
struct WebErrorDTO: Decodable {
    struct Detail: Decodable {
        var reason: String?
    }

    var error: Detail?
}

extension HTTPResponse {
    /// Whether the daily quota is used up, and not only the rate of the last seconds.
    var isQuotaExceeded: Bool {
        let answer = try? JSONDecoder().decode(WebErrorDTO.self, from: body)  // plain text is a rate limit
        return answer?.error?.reason == "QUOTA_EXCEEDED"
    }
}
