import Foundation

/// Percent-encoding of addresses and forms.
enum Percent {
    /// RFC 3986's unreserved characters; a PKCE verifier has no others.
    static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    static func encoded(_ text: String) -> String {
        // Foundation takes longer for an id than the rest of its object.
        if text.utf8.allSatisfy(isPlain) { return text }
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// The text decoded; text that is no valid encoding is left as it is.
    static func decoded(_ text: some StringProtocol) -> String { text.removingPercentEncoding ?? String(text) }

    /// The fields of a query or a form; if a name occurs twice, the first counts.
    static func fields(_ text: String) -> [String: String] {
        let pairs = text.split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                decoded($0.replacing("+", with: " "))
            }
        }
        return Dictionary(pairs.map { ($0[0], $0.dropFirst().first ?? "") }, uniquingKeysWith: { first, _ in first })
    }
}
