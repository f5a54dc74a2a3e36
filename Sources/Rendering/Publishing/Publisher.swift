import SiteModel

/// Puts files into the output so that a visitor finds each one whole, old or new, whatever happens meanwhile.
///
/// In steps, each of which may be the last one before the power goes:
///
/// 1. the bytes wait in a dot-file in the folder they are for, and so does the compressed variant;
/// 2. the batch is synced to the disk;
/// 3. the manifest takes back what it says of the pages that are about to be replaced, and keeps only that they exist;
/// 4. the variant and then the page are renamed over the old ones;
/// 5. the names are synced;
/// 6. the manifest gets the new records.
///
/// Step 3 is what keeps a page and its variant together. nginx never compares the two, so if a crash comes between the two renames,
/// visitors who accept gzip get another version than those who do not, and this has to be found. The page that is still the
/// old one matches its old record in size and time; were that record still there when a setting is taken back, and with it the
/// old fingerprint, the page would be judged fresh and the new variant stay for good. And were there no record at all of a new
/// page, nobody would know that there is something to delete when its user is removed before the next build.
struct Publisher: Sendable {
    /// The output folder.
    let root: String
    /// What is put beside each text file.
    let precompression: Precompression
    let files: FileSystem
    let manifest: PageManifest
    let marker: StageMarker

    /// How many files are synced one by one; beyond it the whole file system is, which costs about as much as a few files.
    static let singleSyncs = 16

    /// Creates a publisher.
    ///
    /// - Parameters:
    ///   - root: The output folder, which is made when the first page is written; the operator may link to it.
    ///   - files: The file system.
    ///   - manifest: Where the records of pages are.
    ///   - precompression: What is put beside each text file.
    init(root: String, files: FileSystem, manifest: PageManifest, precompression: Precompression) {
        self.root = root
        self.files = files
        self.manifest = manifest
        self.precompression = precompression
        marker = StageMarker(path: root + "/.sitegen-staging")
    }

    func absolute(_ path: String) -> String { root + "/" + path }

    /// What stands where a page goes; `nil` for nothing.
    func status(of path: SitePath) throws(PublishError) -> FileStatus? {
        try files.status(absolute(path.rawValue))
    }

    /// Whether the variant of a page is as it should be.
    ///
    /// A variant carries the very time of its page, and each new version of a page is at least a second younger than the one
    /// before, so equal times mean equal versions.
    func hasEvenVariant(_ path: SitePath, page: FileStatus) throws(PublishError) -> Bool {
        guard path.isText else { return true }
        let variant = try files.status(absolute(path.gzipped))
        switch precompression {
        case .none: return variant == nil
        case .gzip: return variant?.kind == .file && variant?.modifiedNs == page.modifiedNs
        }
    }

    /// Sees to it that the output, if there is one, is a folder that can be looked into.
    func requireOutput() throws(PublishError) {
        guard try files.status(root) != nil else { return }
        // The operator may link to the output: with a dot behind it, the link is followed.
        guard try files.status(root + "/.")?.kind == .folder else { throw .noFolder(root) }
    }

    /// Sees to it that the folders on the way to a page are folders, and makes those that are missing.
    ///
    /// - Throws: ``PublishError/symbolicLink(path:)`` rather than write, or delete, where a link leads.
    /// - Returns: Whether all of them are there now; `false` only if they are not to be made.
    func prepareFolders(of path: SitePath, makingMissing: Bool) throws(PublishError) -> Bool {
        for folder in path.folders {
            let folder = absolute(folder)
            var status = try files.status(folder)
            if status == nil {
                guard makingMissing else { return false }
                if try files.makeFolder(folder) { continue }
                status = try files.status(folder)
            }
            switch status?.kind {
            case .folder: continue
            case .symbolicLink: throw .symbolicLink(path: folder)
            default: throw .occupied(path: folder)
            }
        }
        return true
    }
}
