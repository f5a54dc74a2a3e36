internal import Foundation

extension SpotifyError {
    /// The error an answer stands for; `nil` for one with a body to decode.
    init?(_ response: HTTPResponse, to request: HTTPRequest) {
        switch response.status {
        case 200: return nil
        case 401: self = .unauthorized
        case 403: self = Self.refusal(response, to: request)
        case 404: self = .notFound(request: "\(request)")
        default: self = .unexpectedStatus(response.status, request: "\(request)")
        }
    }

    /// Tells the refusals apart by their text, which is plain or in JSON.
    private static func refusal(_ response: HTTPResponse, to request: HTTPRequest) -> SpotifyError {
        let text = String(decoding: response.body.prefix(2000), as: UTF8.self).lowercased()
        if text.contains("not registered") { return .notRegistered }
        if text.contains("premium") { return .premiumRequired }
        return .forbidden(request: "\(request)")
    }
}
