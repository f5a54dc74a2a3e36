internal import Foundation
public import SiteModel

/// Style sheets and the like: `site.css` is published as `assets/site.3f2a9c01de.css`, a name for ever for these very bytes.
///
/// Assets go the way of pages: they are given to ``SiteBuilder/revalidate(_:)`` and committed before the pages that name them. As
/// ``digest`` is in every page's fingerprint, a changed asset renders every page anew. The asset it replaces is deleted by
/// ``SiteBuilder/finish(retiring:)`` of a run over all pages in which none failed and no asset was new: by then the run before
/// has put the new name into every page, and visitors who had just loaded a page have loaded its style sheet.
public struct SiteAssets: Sendable {
    /// One file.
    public struct Asset: Sendable {
        /// What templates call it.
        public var name: String
        /// What it is published as.
        public var path: SitePath
        /// Its contents.
        public var bytes: [UInt8]
    }

    /// The files, by name.
    public let assets: [Asset]
    /// Of all names and contents, for ``SiteIngredients``.
    public let digest: [UInt8]

    private static let folder = "assets"
    private static let hashLength = 10

    /// Creates the assets from their files.
    ///
    /// - Parameter files: Names, without folders, and contents, in any order.
    /// - Throws: ``PublishError/malformedPath(_:)`` for a name that cannot be in the output.
    public init(_ files: [(name: String, bytes: [UInt8])]) throws(PublishError) {
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

    /// What a file is published as; `nil` when there is no such file.
    public func path(of name: String) -> SitePath? {
        assets.first { $0.name == name }?.path
    }

    /// The assets as sources.
    ///
    /// - Parameters:
    ///   - precompression: As the publisher has it: a change has to reach the files beside each asset.
    ///   - record: What the manifest holds of a path.
    /// - Returns: One source a file, by name.
    public func sources(
        precompression: Precompression, record: (_ path: SitePath) throws -> PageRecord?
    ) rethrows -> [PageSource] {
        try assets.map { asset in
            var fingerprint = Fingerprint(of: "asset")
            fingerprint.add("path", asset.path.rawValue)
            fingerprint.add("contents", Fingerprint.digest(of: asset.bytes))
            fingerprint.add("precompression", precompression.rawValue)
            return PageSource(path: asset.path, fingerprint: fingerprint.digest, record: try record(asset.path)) {
                $0.append(verbatim: asset.bytes)
            }
        }
    }

    private static func path(of name: String, digest: [UInt8]) throws(PublishError) -> SitePath {
        guard !name.contains("/") else { throw .malformedPath(name) }
        let hash = digest.map { String(format: "%02x", $0) }.joined().prefix(hashLength)
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        return try SitePath("\(folder)/\(name[..<dot]).\(hash)\(name[dot...])")
    }

    /// The asset that a file in the folder is, or is the variant of; `nil` for a file that no build has put there.
    static func asset(named name: String) -> SitePath? {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        // The hash is the last part of a name without an extension, else the last but one.
        let isHashed = parts.dropFirst().suffix(2).contains { part in
            part.utf8.count == hashLength && part.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        }
        // A name that is not one of ours is no error: it is left alone.
        return isHashed ? try? SitePath("\(folder)/\(plain)") : nil
    }
}

extension Publisher {
    /// The assets on the disk that are not among those in use, in order.
    func retiredAssets(besides assets: SiteAssets) throws(PublishError) -> [SitePath] {
        let inUse = Set(assets.assets.map(\.path))
        let found = try files.names(absolute("assets")).compactMap(SiteAssets.asset)
        return Set(found).subtracting(inUse).sorted()
    }
}
