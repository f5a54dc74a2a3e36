internal import Foundation

extension HTTPResponse {
    /// What the service asks to wait; `nil` without the header, or when it is not a number of seconds.
    var retryAfter: Duration? {
        guard let text = headers["retry-after"]?.trimmingCharacters(in: .whitespaces), !text.isEmpty,
            text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        // A number that overflows is a wait all the same; whoever uses it has an upper limit.
        return .seconds(Int64(text) ?? Int64(Int32.max))
    }
}
