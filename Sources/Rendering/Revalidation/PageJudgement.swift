public import SiteModel

/// What the next build does about a page, and why.
public enum PageJudgement: Hashable, Sendable {
    /// Its owner does not show it.
    case hidden
    /// The manifest does not know it.
    case unrecorded
    /// A build was cut off while it replaced the page.
    case interrupted
    /// The manifest knows it, the disk does not have it.
    case gone
    /// The file's size or time is not what the manifest knows: something else wrote it.
    case touched
    /// The compressed variant is missing, or from another version than the page.
    case uneven
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
    ///   - variants: What is known of its compressed variant.
    ///   - fingerprint: Of what it would now be made from; `nil` when it is not to be shown.
    ///   - maxAge: How long a page is taken to be right without another look, less the ``grace(for:)``.
    ///   - now: The present moment.
    /// - Returns: The first that holds of hidden, missing, changed, expired, fresh.
    public static func judge(
        record: PageRecord?, file: FileStatus?, variants: VariantState, fingerprint: [UInt8]?, maxAge: Duration,
        now: Instant
    ) -> PageJudgement {
        guard let fingerprint else { return .hidden }
        guard let record else { return .unrecorded }
        guard !record.isPromise else { return .interrupted }
        guard let file else { return .gone }
        guard file.matches(record) else { return .touched }
        guard variants != .uneven else { return .uneven }
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
        case .unrecorded, .interrupted, .gone, .touched, .uneven: .missing
        case .changed: .changed
        case .expired: .expired
        case .fresh: .fresh
        }
    }
}

/// What is known of a page's compressed variant.
public enum VariantState: Sendable {
    /// Nobody looked; the record vouches for it.
    case unchecked
    /// It is there exactly if it is wanted, and of the page's own version.
    case even
    /// It is missing, not wanted, or of another version.
    case uneven
}

extension PageJudgement: CustomStringConvertible {
    /// Why the page is in its state, as half a sentence.
    public var description: String {
        switch self {
        case .hidden: "the page is not to be shown"
        case .unrecorded: "no build has recorded this page"
        case .interrupted: "a build was cut off while it replaced this page"
        case .gone: "the file is not there"
        case .touched: "the file is not the one that was written: its size or time differs"
        case .uneven: "the compressed file beside the page is missing, not wanted, or of another version"
        case .changed: "the data, the settings, the templates or the date have changed since"
        case .expired(let checkedAt): "it was last checked at \(checkedAt)"
        case .fresh(let until): "nothing has changed; it is checked again from \(until)"
        }
    }
}

extension FileStatus {
    /// Whether this is the file the record was made of.
    func matches(_ record: PageRecord) -> Bool {
        kind == .file && size == record.size && modifiedNs == record.modifiedNs
    }
}
