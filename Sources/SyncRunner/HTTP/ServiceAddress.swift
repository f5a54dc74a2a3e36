internal import Foundation

/// The base address of a service that tokens may be sent to: `https`, or plain `http` on this machine.
public struct ServiceAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address, without a trailing slash.
    public let description: String
    /// The host alone, for messages.
    public let host: String
    /// Whether the host is this machine.
    public let isLoopback: Bool
    /// The path, without a trailing slash; may be empty.
    let path: String

    /// Checks an address from the settings.
    ///
    /// - Parameters:
    ///   - text: The address, such as `https://api.spotify.com/v1`.
    ///   - setting: The setting it comes from, for the message.
    /// - Throws: ``ServiceAddressError`` for an address that a token must not be sent to.
    public init(_ text: String, setting: String) throws(ServiceAddressError) {
        func refused(_ reason: ServiceAddressError.Reason) -> ServiceAddressError {
            ServiceAddressError(setting: setting, reason: reason)
        }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), !host.isEmpty
        else { throw refused(.malformed) }
        // Not repeated in the message, because the part before the @ may hold a password.
        guard parts.user == nil, parts.password == nil else { throw refused(.userInfo) }
        guard parts.query == nil, parts.fragment == nil else { throw refused(.query) }
        isLoopback = Self.isLoopback(host)
        guard scheme == "https" || scheme == "http" else { throw refused(.scheme) }
        guard scheme == "https" || isLoopback else { throw refused(.plain(host: host)) }
        self.host = host
        let trimmed = text.reversed().drop { $0 == "/" }.reversed()
        description = String(trimmed)
        path = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
    }

    /// Whether a host name means this machine.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// Why an address from the settings cannot be used.
public struct ServiceAddressError: Error, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Reason: Hashable, Sendable {
        /// It is not an address with a scheme and a host.
        case malformed
        /// It is neither `https` nor `http`.
        case scheme
        /// It is plain `http` to another machine.
        case plain(host: String)
        /// It contains a user name or a password.
        case userInfo
        /// It contains a `?` or a `#`.
        case query
    }

    /// The key of the setting.
    public var setting: String
    /// What is wrong with it.
    public var reason: Reason

    /// What is wrong, and what to write instead.
    public var description: String {
        let advice = "write it like https://api.spotify.com/v1"
        return switch reason {
        case .malformed: "\(setting) is not a web address; \(advice)"
        case .scheme: "\(setting) must begin with https://; \(advice)"
        case .plain(let host):
            "\(setting) would send tokens unencrypted to \(host); use https (plain http is only for 127.0.0.1)"
        case .userInfo: "\(setting) must not hold a name or password before the host; \(advice)"
        case .query: "\(setting) must not hold '?' or '#'; \(advice)"
        }
    }
}
