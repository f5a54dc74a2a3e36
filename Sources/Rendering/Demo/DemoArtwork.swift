/// Pictures of invented music, published with the pages because no host on the web has them.
///
/// Their addresses name a host that cannot exist (RFC 2606), so every command that builds a page of the demo finds them;
/// real data never holds that host.
public enum DemoArtwork {
    /// The address of an invented picture, up to `/image/<digits>`.
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
