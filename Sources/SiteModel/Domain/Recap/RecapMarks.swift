/// Which recaps a user has, and in which version.
///
/// It is stored with the user, so that a build that reads the users knows which of their recaps have changed without reading
/// one of them.
public struct RecapMarks: Hashable, Sendable {
    /// One recap.
    public struct Mark: Hashable, Sendable {
        /// What it sums up.
        public var period: RecapPeriod
        /// Another number for other contents.
        public var version: UInt64

        /// Creates a mark.
        public init(period: RecapPeriod, version: UInt64) {
            self.period = period
            self.version = version
        }
    }

    /// The stored form: for each mark the period's code in 4 bytes and the version in 8, the higher byte first.
    public let stored: [UInt8]

    private static let length = 12

    /// Reads the stored form; incomplete marks are left out.
    init(stored: [UInt8]) { self.stored = stored }

    /// Creates marks.
    public init(_ marks: [Mark] = []) {
        var stored: [UInt8] = []
        for mark in marks.sorted(by: { $0.period < $1.period }) {
            withUnsafeBytes(of: UInt32(mark.period.code).bigEndian) { stored += $0 }
            withUnsafeBytes(of: mark.version.bigEndian) { stored += $0 }
        }
        self.stored = stored
    }

    /// Whether there is no recap.
    public var isEmpty: Bool { stored.isEmpty }

    /// The marks, by period.
    public var all: [Mark] {
        var marks: [Mark] = []
        marks.reserveCapacity(stored.count / Self.length)
        for start in stride(from: 0, to: stored.count / Self.length * Self.length, by: Self.length) {
            let code = stored[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let version = stored[start + 4..<start + 12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if let period = RecapPeriod(code: code) { marks.append(Mark(period: period, version: version)) }
        }
        return marks
    }
}
