/// Which addresses that came from strangers may become a link or a picture.
enum SafeLink {
    /// The address, or an empty text when a page must not hold it.
    ///
    /// Only `https`, at most 2,000 bytes. Escaping is not done here: the template does it.
    static func address(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2000, MarkdownAddress.https.allows(text) else { return "" }
        return text
    }

    /// The address of a picture, or an empty text: ``address(_:)``, or the place of an invented one beside the pages.
    ///
    /// - Parameters:
    ///   - text: As Spotify sent it.
    ///   - prefix: What stands before a path of the output to make it a link.
    /// - Returns: What `src` may hold.
    static func picture(_ text: String?, prefix: String) -> String {
        if let text, let path = DemoArtwork.path(of: text) { return prefix + path }
        return address(text)
    }
}
