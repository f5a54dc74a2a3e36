import SiteModel

/// What the manifest holds beside the pages of users, and which of it somebody still makes.
struct SiteRecords {
    private var records: [String: PageRecord]

    init(_ records: [PageRecord]) {
        self.records = Dictionary(records.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The record of a page that is made; what is never claimed is deleted.
    mutating func claim(_ path: SitePath) -> PageRecord? { records.removeValue(forKey: path.rawValue) }

    /// Assets are left out: the builder keeps an old one until no page uses it.
    var unclaimedPages: [PageSource] {
        records.values.sorted { $0.path < $1.path }.compactMap { record in
            guard let path = try? SitePath(record.path), !path.isAsset else { return nil }
            return .hidden(path: path, record: record)
        }
    }
}
