/// What search engines read about a profile: JSON-LD in a block of data, which no browser executes.
///
/// Written byte by byte, because the values come from strangers: none can end the block or begin a comment in it.
enum StructuredData {
    /// A `ProfilePage` whose main entity is a person.
    ///
    /// - Parameters:
    ///   - name: The name on the page; any characters.
    ///   - username: The folder of the page.
    ///   - address: The page's full address; can be empty.
    ///   - image: An `https` address; can be empty.
    ///   - profile: The user on Spotify, an `https` address; can be empty.
    ///   - modified: The last date that the page covers, `YYYY-MM-DD`; can be empty.
    /// - Returns: A whole `script` element of type `application/ld+json`.
    static func profile(
        name: String, username: String, address: String, image: String, profile: String, modified: String
    ) -> SafeHTML {
        var buffer = HTMLBuffer()
        buffer.append(markup: "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\"")
        buffer.append(markup: ",\"@type\":\"ProfilePage\"")
        append("url", address, to: &buffer)
        append("dateModified", modified, to: &buffer)
        buffer.append(markup: ",\"mainEntity\":{\"@type\":\"Person\"")
        append("name", name, to: &buffer)
        append("alternateName", username, to: &buffer)
        append("image", image, to: &buffer)
        append("sameAs", profile, to: &buffer)
        buffer.append(markup: "}}</script>")
        return SafeHTML(buffer)
    }

    private static func append(_ key: StaticString, _ value: String, to buffer: inout HTMLBuffer) {
        guard !value.isEmpty else { return }
        buffer.append(markup: ",\"")
        buffer.append(markup: key)
        buffer.append(markup: "\":")
        buffer.append(json: value)
    }
}
