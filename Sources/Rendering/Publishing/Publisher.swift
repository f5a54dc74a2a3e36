import SiteModel

/// Puts files into the output so that visitors always find each one complete, old or new.
///
/// It takes these steps, after each of which the power may fail:
///
/// 1. the bytes of the page and of its compressed variant are written to dot-files in the target folder;
/// 2. the batch is synced to the disk;
/// 3. the manifest marks the pages that will be replaced as pending: it only says that they exist;
/// 4. the variant and then the page are renamed over the old ones;
/// 5. the names are synced;
/// 6. the manifest gets the new records.
///
/// Step 3 keeps a page and its variant together. nginx never compares the two, so if a crash comes between the two
/// renames, visitors who accept gzip get another version than those who do not, and a later build must notice. The old
/// page still matches its old record in size and time. If that record were kept and a setting was then changed back,
/// the old fingerprint would match too: the page would be judged fresh, and the new variant would stay for good. And
/// without any record of a new page, nothing would show that it has to be deleted if its user is removed before the
/// next build.
struct Publisher: Sendable {
    /// The output folder.
    let root: String
    /// What is put next to each text file.
    let precompression: Precompression
    let files: FileSystem
    let manifest: PageManifest
    let names: StageNames
    let marker: StageMarker

    /// How many files are synced one by one; beyond that the whole file system is synced, which costs about as much as
    /// a few files.
    static let singleSyncs = 16

    /// Creates a publisher.
    ///
    /// - Parameters:
    ///   - root: The output folder, which is created with the first page; it may be a link.
    ///   - files: The file system.
    ///   - manifest: Holds the records of pages.
    ///   - precompression: What is put next to each text file.
    ///   - names: The names of stage files.
    init(
        root: String, files: FileSystem, manifest: PageManifest, precompression: Precompression,
        names: StageNames = StageNames()
    ) {
        self.root = root
        self.files = files
        self.manifest = manifest
        self.precompression = precompression
        self.names = names
        marker = StageMarker(path: root + "/" + names.marker)
    }

    func absolute(_ path: String) -> String { root + "/" + path }

    /// The stage files of a page, each with its target, in the order in which they are renamed.
    func moves(of page: StagedPage) -> [(from: String, to: String)] { page.targets.map { (names.stage(of: $0), $0) } }

    /// What is in the place of a page; `nil` if nothing is.
    func status(of path: SitePath) throws(PublishError) -> FileStatus? {
        try files.status(absolute(path.rawValue))
    }

    /// Whether the variant of a page matches it.
    ///
    /// A variant has the same time as its page, and each new version of a page is at least a second younger than the
    /// one before, so equal times mean equal versions.
    func hasEvenVariant(_ path: SitePath, page: FileStatus) throws(PublishError) -> Bool {
        guard path.isText else { return true }
        let variant = try files.status(absolute(path.gzipped))
        switch precompression {
        case .none: return variant == nil
        case .gzip: return variant?.kind == .file && variant?.modifiedNs == page.modifiedNs
        }
    }

    /// Requires that the output, if it exists, is a readable folder.
    func requireOutput() throws(PublishError) {
        guard try files.status(root) != nil else { return }
        // The output may be a link; the dot makes the system follow it.
        guard try files.status(root + "/.")?.kind == .folder else { throw .noFolder(root) }
    }

    /// Requires that all parent folders of a page are folders, and creates missing ones.
    ///
    /// - Throws: ``PublishError/symbolicLink(path:)`` if a folder is a link: nothing is written or deleted through it.
    /// - Returns: Whether all of them exist; `false` only if missing folders are not created.
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
