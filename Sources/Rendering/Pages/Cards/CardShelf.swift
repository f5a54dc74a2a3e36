import ShareImages
import SiteModel

/// The pictures that were drawn for links to the pages of one user.
struct CardShelf {
    /// How long a replaced picture stays, because those who read links keep its address.
    private static let keepsFormer: Duration = .days(40)

    /// What a picture must agree with to be shown at all: the beginning of its fingerprint.
    let basis: [UInt8]
    /// The manifest's entries, by the folder that they are in.
    private let drawn: [Substring: [PageRecord]]
    private let now: Instant

    /// Creates the pictures of a user.
    ///
    /// - Parameters:
    ///   - basis: The beginning of the fingerprint of those that may be shown.
    ///   - records: The manifest's entries for all files of the user.
    ///   - now: The present moment.
    init(basis: [UInt8], records: [PageRecord], now: Instant) {
        self.basis = basis
        self.now = now
        drawn = Dictionary(grouping: records.lazy.filter { PlannedCard.isCard($0.path) }) {
            PlannedCard.folder(of: $0.path)
        }
    }

    /// Whether none was drawn.
    var isEmpty: Bool { drawn.isEmpty }

    /// When the picture of a page that goes on is replaced: after a week or two, by the user, so that not all are drawn in one
    /// run.
    ///
    /// It then has another name. Those who read links do not look again sooner.
    static func age(of user: User) -> Duration { .days(7 + user.id % 7) }

    /// The picture of a page: the last one that was drawn if it may still be shown, or else a new one.
    ///
    /// - Parameters:
    ///   - folder: The folder of the page.
    ///   - version: Of what else is shown; a picture of another version is replaced at once.
    ///   - maximumAge: When it is replaced in any case; `nil` for never.
    ///   - date: The day in the name of a new one.
    /// - Returns: The picture; `nil` when none can be drawn.
    /// - Throws: ``PublishError`` for a path that is malformed.
    func card(
        in folder: String, version: [UInt8] = [], maximumAge: Duration?, drawnOn date: LocalDate
    ) throws -> PlannedCard? {
        let wanted = basis + version
        // One from the future was drawn under a clock that was ahead.
        let last = (drawn[folder[...]] ?? [])
            .filter { $0.renderedAt <= now && $0.fingerprint.starts(with: wanted) }
            .max { ($0.renderedAt, $0.path) < ($1.renderedAt, $1.path) }
        if let last, maximumAge.map({ now.since(last.renderedAt) < $0 }) ?? true {
            return try PlannedCard(last)
        }
        guard case .ready(let versions) = DrawingTools.found else { return try last.map { try PlannedCard($0) } }
        var drawnFrom = Fingerprint(of: "picture")
        drawnFrom.add("folder", folder)
        drawnFrom.add("drawnOn", date.dayNumber)
        drawnFrom.add("tools", versions)
        return try PlannedCard(in: folder, fingerprint: wanted + drawnFrom.digest)
    }

    /// Whether a picture that no page names any more stays: as long as the page does, until 40 days after it was drawn.
    func isKept(_ record: PageRecord, besidePagesIn folders: Set<Substring>) -> Bool {
        PlannedCard.isCard(record.path) && record.fingerprint.starts(with: basis)
            && folders.contains(PlannedCard.folder(of: record.path))
            && record.renderedAt <= now && now.since(record.renderedAt) < Self.keepsFormer
    }
}
