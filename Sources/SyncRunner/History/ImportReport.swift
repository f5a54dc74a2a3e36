/// What an import did, over all files.
public struct ImportReport: Hashable, Sendable {
    /// Why a row was not imported although it is whole.
    public enum Reason: String, Hashable, Sendable, CaseIterable, Comparable {
        /// Listened to for less than 30 seconds.
        case short
        /// A podcast's episode, or a chapter of an audiobook.
        case spoken
        /// Heard in a private session.
        case privateSession
        /// It names no track.
        case noTrack
        /// It ended before Spotify existed, or in the future: the device's clock was wrong.
        case wrongClock

        /// By raw value: for output in a fixed order.
        public static func < (left: Reason, right: Reason) -> Bool { left.rawValue < right.rawValue }
    }

    /// A row, or the rest of a file, that could not be read.
    public struct Failure: Hashable, Sendable, CustomStringConvertible {
        /// The file, and the archive around it.
        public var file: String
        /// Counted from 1; `nil` when the file as a whole is meant.
        public var row: Int?
        /// What is wrong.
        public var problem: String

        /// The file, the row and what is wrong.
        public var description: String {
            row.map { "\(file), row \($0): \(problem)" } ?? "\(file): \(problem)"
        }
    }

    /// The files that were read, in order.
    public var files: [String] = []
    /// How many rows were read, including those left out.
    public var rows = 0
    /// How many plays were not known before.
    public var newPlays = 0
    /// How many plays of the API got an exact time from a row.
    public var mergedPlays = 0
    /// How many plays were there already.
    public var knownPlays = 0
    /// How many whole rows were left out, by reason.
    public var leftOut: [Reason: Int] = [:]
    /// What could not be read, at most ``mostFailures``.
    public var failures: [Failure] = []
    /// How many rows or files could not be read.
    public var failureCount = 0

    /// This many failures are named one by one.
    public static let mostFailures = 100

    /// Creates an empty report.
    public init() {}

    mutating func add(_ failure: Failure) {
        failureCount += 1
        if failures.count < Self.mostFailures { failures.append(failure) }
    }
}
