import SiteModel

/// A page that may have to be rendered, and what it is rendered from.
struct PageSource: Sendable {
    /// Appends the page's bytes to a buffer, which is empty at the call and reused for the next page.
    typealias Render = @Sendable (_ page: inout HTMLBuffer, _ workspace: PageWorkspace) async throws -> Void

    /// Where the page goes.
    var path: SitePath
    /// The key of the user who owns the page; `nil` for a page of the site itself.
    var owner: Int64?
    /// The fingerprint of everything it is made from; `nil` if the page must not exist.
    var fingerprint: [UInt8]?
    /// The manifest's entry for the page.
    var record: PageRecord?
    /// What is read again before the page is put in place.
    var basis: PageBasis
    /// Whether it is checked again after `build.maxAge`: not if everything that it shows is in its fingerprint.
    var expires: Bool
    /// Whether nothing makes it any more, and it stays for those who hold its address: it is not even looked at.
    var isFormer: Bool
    /// Whether the page was named, and is rendered regardless of its state.
    var isNamed: Bool
    /// Whether it is made from what the page before it is made from: one worker renders both.
    var continuesPrevious = false
    /// Called only if the page has to be rendered.
    var render: Render

    /// Creates the source of a page that is shown.
    init(
        path: SitePath, owner: Int64? = nil, fingerprint: [UInt8], record: PageRecord?, basis: PageBasis = .files,
        expires: Bool = true, isFormer: Bool = false, isNamed: Bool = false, render: @escaping Render
    ) {
        self.path = path
        self.owner = owner
        self.fingerprint = fingerprint
        self.record = record
        self.basis = basis
        self.expires = expires
        self.isFormer = isFormer
        self.isNamed = isNamed
        self.render = render
    }

    /// A page that must not exist: its owner hides it, or nothing renders it any more.
    ///
    /// It always has a record: a file that no build has recorded belongs to the operator.
    static func hidden(_ path: SitePath, record: PageRecord, basis: PageBasis = .files) -> PageSource {
        var source = PageSource(path: path, owner: record.owner, fingerprint: [], record: record, basis: basis) {
            _, _ in
        }
        source.fingerprint = nil
        return source
    }
}
