/// The name that a mistyped one most likely stands for.
enum NearestName {
    /// Finds the candidate with the fewest slips (a letter more, less, changed, or two swapped), if they are few.
    ///
    /// Of equally near ones the first wins. Case does not count.
    static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, min(3, name.utf8.count / 3))
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8))
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// `; did you mean 'username'?`, or nothing.
    static func hint(for name: String, among candidates: some Sequence<String>) -> String {
        of(name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// Slips between two words: the optimal string alignment distance.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let isSame = left[row] == right[column]
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
