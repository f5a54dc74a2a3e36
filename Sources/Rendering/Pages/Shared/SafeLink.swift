/// Which addresses that came from strangers may become a link or a picture.
struct SafeLink: Hashable, Sendable {
    /// Whether plain `http` to this machine is taken as well, for the artwork of the demo.
    var allowsLoopback = false

    /// The address, or an empty text when a page must not hold it.
    ///
    /// Only `https`, only characters an address has, at most 2,000 bytes. Escaping is not done here: the template does it.
    func address(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "" }
        let forbidden: [UInt8] = [
            UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"),
        ]
        guard !text.utf8.contains(where: forbidden.contains) else { return "" }
        if let host = host(of: text, after: "https://") { return host.isEmpty ? "" : text }
        if allowsLoopback, let host = host(of: text, after: "http://"), isLoopback(host) { return text }
        return ""
    }

    /// The address of a picture, or an empty text: ``address(_:)``, or the place of an invented one beside the pages.
    ///
    /// - Parameters:
    ///   - text: As Spotify sent it.
    ///   - prefix: What stands before a path of the output to make it a link.
    /// - Returns: What `src` may hold.
    func picture(_ text: String?, prefix: String) -> String {
        if let text, let path = DemoArtwork.path(of: text) { return prefix + path }
        return address(text)
    }

    private func host(of text: String, after scheme: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= scheme.utf8.count,
            zip(bytes, scheme.utf8).allSatisfy({ ($0 >= 65 && $0 <= 90 ? $0 + 32 : $0) == $1 })
        else { return nil }
        let rest = bytes.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        // A name before the host only serves to look like another one.
        guard !authority.contains(UInt8(ascii: "@")) else { return "" }
        return String(decoding: authority, as: UTF8.self)
    }

    private func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix($0 + ":") }
    }
}
