import SiteModel

/// A page that may have to be rendered, and what it would be rendered from.
struct PageSource: Sendable {
    /// Makes the page's bytes, appending to a buffer that is empty when it is called and is used again for the next page.
    typealias Render = @Sendable (_ page: inout HTMLBuffer) async throws -> Void

    /// Where the page goes.
    var path: SitePath
    /// The user whose page it is; `nil` for a page of the site itself.
    var owner: Int64?
    /// Of all it is made from; `nil` when it is not to be there.
    var fingerprint: [UInt8]?
    /// What the manifest holds of it.
    var record: PageRecord?
    /// Whether it was asked for by name, and is rendered whatever its state.
    var isNamed: Bool
    /// Not called unless the page has to be rendered.
    var render: Render

    /// Creates the source of a page that is to be shown.
    init(
        path: SitePath, owner: Int64? = nil, fingerprint: [UInt8], record: PageRecord?, isNamed: Bool = false,
        render: @escaping Render
    ) {
        self.path = path
        self.owner = owner
        self.fingerprint = fingerprint
        self.record = record
        self.isNamed = isNamed
        self.render = render
    }

    /// A page that is not to be there: its owner does not show it, or nothing makes it any more.
    ///
    /// There is no such page without a record: a file that no build has recorded is the operator's.
    static func hidden(_ path: SitePath, record: PageRecord) -> PageSource {
        var source = PageSource(path: path, owner: record.owner, fingerprint: [], record: record) { _ in }
        source.fingerprint = nil
        return source
    }
}
