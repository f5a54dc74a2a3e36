internal import SiteModel

/// What a page makes of a stored address; an empty text where it has none.
enum SafeLink {
    /// The address, if a page may lead to it: the database may hold what another version or another hand has written.
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
