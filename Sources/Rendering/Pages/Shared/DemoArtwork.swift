/// Pictures of invented music, which lie beside the pages because no host on the web has them.
///
/// The demo's Spotify names them by a host that cannot exist (RFC 2606), so a page that is built later, by any command,
/// shows them all the same; real data never holds that host.
public enum DemoArtwork {
    /// What stands before `/image/<digits>` in the address of an invented picture.
    public static let base = "https://artwork.invalid"
    /// The folder in the output, a name that ``Username`` reserves.
    public static let folder = "artwork"

    /// Where in the output an invented picture lies; `nil` for any other address.
    ///
    /// - Parameter address: `https://artwork.invalid/image/<hexadecimal digits>`.
    /// - Returns: `artwork/<digits>.svg`.
    public static func path(of address: String) -> String? {
        digits(of: address).map { "\(folder)/\($0).svg" }
    }

    /// The digits that name an invented picture.
    public static func digits(of address: String) -> String? {
        let prefix = base + "/image/"
        guard address.hasPrefix(prefix) else { return nil }
        let digits = address.utf8.dropFirst(prefix.utf8.count)
        let isHex = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        return isHex && (1...64).contains(digits.count) ? String(Substring(digits)) : nil
    }
}
