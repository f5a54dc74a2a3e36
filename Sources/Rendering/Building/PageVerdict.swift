public import SiteModel

/// What is known of a page, and so what a build does about it.
///
/// The one vocabulary for pages: builds, `explain`, `status` and `verify` use it.
public enum PageVerdict: Hashable, Sendable {
    /// It is not to be there: its owner does not show it, or nothing makes it any more.
    case hidden
    /// It was never written.
    case new
    /// A file is in its place that no build has recorded.
    case unrecorded
    /// A build was cut off while it replaced the page.
    case interrupted
    /// The manifest knows it, the disk does not have it.
    case gone
    /// The file's size or time is not what the manifest knows: something else wrote it.
    case touched
    /// Size and time are right, the bytes are not. Only `verify` reads them.
    case damaged
    /// The compressed variant is missing, not wanted, or from another version than the page. Only `verify` looks.
    case staleVariant
    /// The fingerprint differs.
    case changed
    /// It was last checked too long ago; or, by the clock, in the future.
    case expired(checkedAt: Instant)
    /// It is right, and is taken to be so until then.
    case fresh(until: Instant)

    /// How early a scheduled run may find a page too old: an hourly job that starts three seconds early is not too early.
    ///
    /// A twelfth for short ages, so that `maxAge: 5m` does not mean always.
    public static func grace(for maxAge: Duration) -> Duration {
        min(.seconds(300), maxAge / 12)
    }

    /// Judges a page by the manifest, the disk and the clock; reads nothing itself.
    ///
    /// - Parameters:
    ///   - record: What the manifest holds of it.
    ///   - file: What the disk holds of it.
    ///   - fingerprint: Of what it would now be made from; `nil` when it is not to be there.
    ///   - maxAge: How long a page is taken to be right without another look, less the ``grace(for:)``.
    ///   - now: The present moment.
    /// - Returns: The first that holds of hidden, missing, changed, expired, fresh.
    static func judge(
        record: PageRecord?, file: FileStatus?, fingerprint: [UInt8]?, maxAge: Duration, now: Instant
    ) -> PageVerdict {
        guard let fingerprint else { return .hidden }
        guard let record else { return file == nil ? .new : .unrecorded }
        guard !record.isPending else { return .interrupted }
        guard let file else { return .gone }
        guard file.matches(record) else { return .touched }
        guard record.fingerprint == fingerprint else { return .changed }
        let end = record.checkedAt + (maxAge - grace(for: maxAge))
        // A clock that was set back would otherwise leave pages fresh until it is tomorrow again.
        guard now < end, record.checkedAt <= now else { return .expired(checkedAt: record.checkedAt) }
        return .fresh(until: end)
    }

    /// The state by which reports count it.
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
        case .touched: "the file is not the one that was written: its size or time differs"
        case .damaged: "the bytes of the file are not those that were written"
        case .staleVariant: "the compressed file beside the page is missing, not wanted, or of another version"
        case .changed: "the data, the settings, the templates or the date have changed since"
        case .expired(let checkedAt): "it was last checked at \(checkedAt)"
        case .fresh(let until): "nothing has changed; it is checked again from \(until)"
        }
    }
}

extension FileStatus {
    /// Whether this is the file the record was made of.
    package func matches(_ record: PageRecord) -> Bool {
        kind == .file && size == record.size && modifiedNs == record.modifiedNs
    }
}
