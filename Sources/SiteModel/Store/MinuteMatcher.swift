/// A row of account data: a play whose end is known to the minute, and whose track only by name.
struct MinuteRow: Hashable {
    /// First moment of the minute in which the play ended, UTC ms.
    var minute: Int64
    /// Key of the track, made from its name.
    var trackID: String
    var listenedMs: Int64
}

/// Finds the rows of account data that stand for plays that are already known.
///
/// A pure function of the two sets and of the names; it continues with the plays of ``PlayMatcher``.
struct MinuteMatcher {
    /// A play that a row may stand for.
    struct Candidate {
        var key: PlayKey
        /// The end; from a history row if there is one, because account data is based on the same records.
        var endedAt: Int64
        /// The listened time in the history row; `nil` if only the API knows the play.
        var historyMs: Int64?
        /// Keys of all names that this track ever had, in the form that rows use.
        var names: [String]
    }

    /// How far, in milliseconds, a row can be from its play and from anything else that affects the match.
    static let reach = 2 * PlayMatcher.tolerance + 60_000
    /// Listened times of one play agree to the millisecond; a rounded one may differ by this many milliseconds.
    static let nearMs: Int64 = 1000

    let rows: [MinuteRow]
    let candidates: [Candidate]
    private let pairs: [Pair]

    init(rows: [MinuteRow], candidates: [Candidate]) {
        self.rows = rows
        self.candidates = candidates
        pairs = Self.pairs(rows, candidates)
    }

    /// The candidate of each row, by index; `nil` if the row is a play of its own.
    func partners() -> [Int?] {
        var partners = [Int?](repeating: nil, count: rows.count)
        var isTaken = [Bool](repeating: false, count: candidates.count)
        for pair in pairs.sorted() where partners[pair.row] == nil && !isTaken[pair.candidate] {
            partners[pair.row] = pair.candidate
            isTaken[pair.candidate] = true
        }
        return partners
    }

    /// A group number for each row and each candidate; only those of one group can affect each other.
    func groups() -> (ofRows: [Int], ofCandidates: [Int]) {
        var parent = Array(0..<(rows.count + candidates.count))
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        for pair in pairs {
            let (row, candidate) = (root(pair.row), root(rows.count + pair.candidate))
            if row != candidate { parent[candidate] = row }
        }
        let groups = parent.indices.map(root)
        return (Array(groups[..<rows.count]), Array(groups[rows.count...]))
    }

    private struct Pair: Comparable {
        /// 0 if the listened times agree, 1 if the play has no exact one, 2 if they differ.
        var kind: Int
        var distance: Int64
        var difference: Int64
        var row: Int
        var candidate: Int

        init(_ row: MinuteRow, at rowIndex: Int, _ candidate: Candidate, at index: Int) {
            let end = candidate.endedAt
            let far = candidate.historyMs.map { abs($0 - row.listenedMs) }
            kind = far.map { $0 <= MinuteMatcher.nearMs ? 0 : 2 } ?? 1
            distance = max(row.minute - end, end - (row.minute + 59_999), 0)
            difference = far ?? 0
            self.row = rowIndex
            self.candidate = index
        }

        static func < (left: Pair, right: Pair) -> Bool {
            if left.kind != right.kind { return left.kind < right.kind }
            if left.distance != right.distance { return left.distance < right.distance }
            if left.difference != right.difference { return left.difference < right.difference }
            // Rows and candidates are in the order of their keys.
            return (left.row, left.candidate) < (right.row, right.candidate)
        }
    }

    private static func pairs(_ rows: [MinuteRow], _ candidates: [Candidate]) -> [Pair] {
        var named: [String: [Int]] = [:]
        for row in rows { named[row.trackID] = [] }
        for (index, candidate) in candidates.enumerated() {
            for name in candidate.names { named[name]?.append(index) }
        }
        for name in named.keys { named[name]?.sort { candidates[$0].endedAt < candidates[$1].endedAt } }
        var pairs: [Pair] = []
        for (index, row) in rows.enumerated() {
            let near = named[row.trackID] ?? []
            var next = near.partitioningIndex { candidates[$0].endedAt >= row.minute - PlayMatcher.tolerance }
            while next < near.count, candidates[near[next]].endedAt < row.minute + 60_000 + PlayMatcher.tolerance {
                pairs.append(Pair(row, at: index, candidates[near[next]], at: near[next]))
                next += 1
            }
        }
        return pairs
    }
}
