internal import SiteModel

/// Turns stored addresses into links of a page; an empty text if there is none.
enum SafeLink {
    /// The address, if a page may link to it; other versions or programs may have written to the database.
    static func address(_ text: String?) -> String {
        guard let text, WebAddress.isLinkable(text) else { return "" }
        return text
    }

    /// The address of a picture: ``address(_:)``, or the place of an invented picture in the output.
    ///
    /// - Parameters:
    ///   - text: As it is stored.
    ///   - prefix: What stands before a path of the output to make it a link.
    /// - Returns: What `src` may hold.
    static func picture(_ text: String?, prefix: String) -> String {
        if let text, let path = DemoArtwork.path(of: text) { return prefix + path }
        return address(text)
    }
}
