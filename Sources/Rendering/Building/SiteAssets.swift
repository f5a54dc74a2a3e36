import SiteModel

/// Style sheets and the like.
///
/// `site.css` is published as `assets/site.3f2a9c01de.css`; a name never stands for other bytes.
///
/// Assets are published like pages: they are given to ``BuildRun/revalidate(_:)`` and committed before the pages that
/// name them. ``digest`` is part of every page's fingerprint, so a changed asset renders every page again.
/// ``BuildRun/finish(retiring:)`` deletes the replaced asset after a run over all pages in which no page failed and no
/// asset was new. By then the run before has put the new name into every page, and visitors who had just loaded a page
/// have also loaded its style sheet.
struct SiteAssets: Sendable {
    /// One file.
    struct Asset: Sendable {
        /// Its name in templates.
        var name: String
        /// Its path in the output.
        var path: SitePath
        /// Its contents.
        var bytes: [UInt8]
    }

    /// The files, by name.
    let assets: [Asset]
    /// The digest of all names and contents, for ``SharedFingerprint``.
    let digest: [UInt8]

    private static let folder = "assets"
    private static let hashLength = 10

    /// Creates the assets from their files.
    ///
    /// - Parameter files: Names (without folders) and contents, in any order.
    /// - Throws: ``PublishError/malformedPath(_:)`` for a name that cannot be in the output.
    init(_ files: [(name: String, bytes: [UInt8])]) throws(PublishError) {
        var assets: [Asset] = []
        var fingerprint = Fingerprint(of: "assets")
        for (name, bytes) in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let contents = Fingerprint.digest(of: bytes)
            assets.append(Asset(name: name, path: try Self.path(of: name, digest: contents), bytes: bytes))
            fingerprint.add(name, contents)
        }
        self.assets = assets
        digest = fingerprint.digest
    }

    /// The assets as sources.
    ///
    /// - Parameters:
    ///   - precompression: The publisher's setting; a change has to reach the file next to each asset.
    ///   - record: Looks up the manifest's entry for a path.
    /// - Returns: One source per file, by name.
    func sources(
        precompression: Precompression, record: (_ path: SitePath) throws -> PageRecord?
    ) rethrows -> [PageSource] {
        try assets.map { asset in
            var fingerprint = Fingerprint(of: "asset")
            fingerprint.add("path", asset.path.rawValue)
            fingerprint.add("contents", Fingerprint.digest(of: asset.bytes))
            fingerprint.add("precompression", precompression.rawValue)
            return PageSource(path: asset.path, fingerprint: fingerprint.digest, record: try record(asset.path)) {
                buffer, _ in
                buffer.append(verbatim: asset.bytes)
            }
        }
    }

    private static func path(of name: String, digest: [UInt8]) throws(PublishError) -> SitePath {
        guard !name.contains("/") else { throw .malformedPath(name) }
        let hash = digest.hex.prefix(hashLength)
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        return try SitePath("\(folder)/\(name[..<dot]).\(hash)\(name[dot...])")
    }
}
