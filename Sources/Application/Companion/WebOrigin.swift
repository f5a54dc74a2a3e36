internal import Foundation

/// Scheme, host and port of an address, as browsers write them in `Origin`.
package struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// `https://music.example`, or with a port that is not the scheme's own; in lower case.
    package let description: String
    let scheme: String
    let host: String

    /// Reads the origin of an address; `nil` if it is not `http` or `https`, or its host is not plain ASCII.
    package init?(of address: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            let standard = ["http": 80, "https": 443][scheme], let host = parts.host?.lowercased(),
            Self.isPlain(host)
        else { return nil }
        self.scheme = scheme
        self.host = host
        guard let port = parts.port, port != standard else {
            description = "\(scheme)://\(host)"
            return
        }
        guard (1...65_535).contains(port) else { return nil }
        description = "\(scheme)://\(host):\(port)"
    }

    /// Whether a host can stand in a header: letters, digits, `.` and `-`, or an IPv6 address in brackets.
    private static func isPlain(_ host: String) -> Bool {
        let isAddress = host.hasPrefix("[") && host.hasSuffix("]")
        return !host.isEmpty
            && (isAddress ? host.dropFirst().dropLast() : host[...]).utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"): true
                case UInt8(ascii: ":"): isAddress
                default: false
                }
            }
    }
}
