public import SiteModel

/// What is known of a page, which decides what a build does.
///
/// Builds, `explain`, `status` and `verify` all use these terms.
public enum PageVerdict: Hashable, Sendable {
    /// It must not exist: its owner hides it, or nothing renders it any more.
    case hidden
    /// It was never written.
    case new
    /// A file that no build has recorded is in its place.
    case unrecorded
    /// A build was interrupted while it replaced the page.
    case interrupted
    /// It is in the manifest but not on the disk.
    case gone
    /// The file's size or time differs from the manifest, or it was made unreadable: something else changed it.
    case touched
    /// Size and time are right, but the bytes differ; only `verify` reads them.
    case damaged
    /// The compressed variant is missing, unwanted, or of another version than the page; only `verify` checks it.
    case staleVariant
    /// The fingerprint differs.
    case changed
    /// It was last checked too long ago, or in the future.
    case expired(checkedAt: Instant)
    /// It is up to date, and counts as such until then; `nil` until something changes.
    case fresh(until: Instant?)

    /// How early a page counts as expired, so that an hourly job that starts three seconds early does not skip a page.
    ///
    /// At most a twelfth of `maxAge`, so that `maxAge: 5m` does not mean always.
    public static func grace(for maxAge: Duration) -> Duration {
        min(.seconds(300), maxAge / 12)
    }

    /// Judges a page by the manifest, the disk and the clock, without reading anything itself.
    ///
    /// - Parameters:
    ///   - record: The manifest's entry for the page.
    ///   - file: The file on the disk.
    ///   - fingerprint: The fingerprint of what it would now be made from; `nil` if the page must not exist.
    ///   - maxAge: How long a page counts as fresh without being checked again, less the ``grace(for:)``; `nil` for ever.
    ///   - now: The present moment.
    /// - Returns: The first that applies, in this order: hidden, missing, changed, expired, fresh.
    static func judge(
        record: PageRecord?, file: FileStatus?, fingerprint: [UInt8]?, maxAge: Duration?, now: Instant
    ) -> PageVerdict {
        guard let fingerprint else { return .hidden }
        guard let record else { return file == nil ? .new : .unrecorded }
        guard !record.isPending else { return .interrupted }
        guard let file else { return .gone }
        guard file.matches(record) else { return .touched }
        guard record.fingerprint == fingerprint else { return .changed }
        guard let maxAge else { return .fresh(until: nil) }
        let end = record.checkedAt + (maxAge - grace(for: maxAge))
        // If the clock was set back, pages would otherwise stay fresh until it catches up.
        guard now < end, record.checkedAt <= now else { return .expired(checkedAt: record.checkedAt) }
        return .fresh(until: end)
    }

    /// The state under which reports count the page.
    public var state: PageState {
        switch self {
        case .hidden: .hidden
        case .new, .unrecorded, .interrupted, .gone, .touched, .damaged, .staleVariant: .missing
        case .changed: .changed
        case .expired: .expired
        case .fresh: .fresh
        }
    }
}

extension PageVerdict: CustomStringConvertible {
    /// Why the page is in its state, as half a sentence.
    public var description: String {
        switch self {
        case .hidden: "the page is not to be shown"
        case .new: "the page was never written"
        case .unrecorded: "a file is in its place that no build has recorded"
        case .interrupted: "a build was cut off while it replaced this page"
        case .gone: "the file is not there"
        case .touched: "the file is not the one that was written: its size or time differs, or nobody may read it"
        case .damaged: "the bytes of the file are not those that were written"
        case .staleVariant: "the compressed file beside the page is missing, not wanted, or of another version"
        case .changed: "the data, the settings, the templates or the date have changed since"
        case .expired(let checkedAt): "it was last checked at \(checkedAt)"
        case .fresh(let until?): "nothing has changed; it is checked again from \(until)"
        case .fresh(nil): "nothing has changed"
        }
    }
}

extension FileStatus {
    /// Whether this is the file that the record describes.
    package func matches(_ record: PageRecord) -> Bool {
        kind == .file && size == record.size && modifiedNs == record.modifiedNs && isReadable
    }
}
