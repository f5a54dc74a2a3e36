public import SiteModel

/// A page that may have to be rendered, and what it would be rendered from.
public struct PageSource: Sendable {
    /// Makes the page's bytes, appending to a buffer that is empty when it is called and is used again for the next page.
    public typealias Render = @Sendable (_ page: inout HTMLBuffer) async throws -> Void

    /// Where the page goes.
    public var path: SitePath
    /// Of all it is made from; `nil` when it is not to be shown.
    public var fingerprint: [UInt8]?
    /// What the manifest holds of it.
    public var record: PageRecord?
    /// Whether it was asked for by name, and is rendered whatever its state.
    public var isNamed: Bool
    /// Not called unless the page has to be rendered.
    public var render: Render

    /// Creates the source of a page that is to be shown.
    public init(
        path: SitePath, fingerprint: [UInt8], record: PageRecord?, isNamed: Bool = false, render: @escaping Render
    ) {
        self.path = path
        self.fingerprint = fingerprint
        self.record = record
        self.isNamed = isNamed
        self.render = render
    }

    /// A page that is not to be there: of a user who is private, disconnected or removed, or one that nothing makes any more.
    ///
    /// - Parameters:
    ///   - path: Where the page would be.
    ///   - record: What the manifest holds of it.
    /// - Returns: The source of nothing: the page is deleted, if it is there.
    public static func hidden(path: SitePath, record: PageRecord?) -> PageSource {
        var source = PageSource(path: path, fingerprint: [], record: record) { _ in }
        source.fingerprint = nil
        return source
    }
}
