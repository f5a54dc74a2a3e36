import SiteModel

/// The manifest's entries for some pages, and which of them nothing renders any more.
struct SiteRecords {
    private var records: [String: PageRecord]

    init(_ records: [PageRecord]) {
        self.records = Dictionary(records.map { ($0.path, $0) }) { first, _ in first }
    }

    /// Takes out the record of a page that is rendered.
    mutating func claim(_ path: SitePath) -> PageRecord? { records.removeValue(forKey: path.rawValue) }

    /// Takes out the records that nothing has claimed and that a test is true of.
    mutating func claim(where isClaimed: (PageRecord) -> Bool) -> [PageRecord] {
        let claimed = records.values.filter(isClaimed).sorted { $0.path < $1.path }
        for record in claimed { records[record.path] = nil }
        return claimed
    }

    /// The pages that were never claimed, without assets: an old asset stays until no page uses it.
    func unclaimedPages(_ basis: PageBasis) -> [PageSource] {
        unclaimed.filter { !$0.path.isAsset }.map { .hidden($0.path, record: $0.record, basis: basis) }
    }

    /// The assets that were never claimed.
    var unclaimedAssets: [SitePath] { unclaimed.map(\.path).filter(\.isAsset) }

    private var unclaimed: [(path: SitePath, record: PageRecord)] {
        records.values.sorted { $0.path < $1.path }.compactMap { record -> (path: SitePath, record: PageRecord)? in
            // No version of sitegen has recorded a malformed path.
            guard let path = try? SitePath(record.path) else { return nil }
            return (path, record)
        }
    }
}
