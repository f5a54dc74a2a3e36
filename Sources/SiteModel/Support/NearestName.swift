extension String {
    /// The most similar of some names, if it is similar enough: at most a third of the letters differ.
    ///
    /// Optimal string alignment distance: an insertion, deletion, substitution or swap of neighbours costs one.
    public func nearest(of names: some Sequence<String>) -> String? {
        let wanted = Array(lowercased().unicodeScalars)
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = Array(name.lowercased().unicodeScalars)
            let most = Swift.max(wanted.count, candidate.count) / 3
            // A text from outside may be very long, and the distance takes time in proportion.
            guard abs(wanted.count - candidate.count) <= most else { continue }
            let distance = editDistance(wanted, candidate)
            guard distance <= most else { continue }
            if best.map({ distance < $0.distance || (distance == $0.distance && name < $0.name) }) ?? true {
                best = (name, distance)
            }
        }
        return best?.name
    }
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + Array(repeating: 0, count: right.count)
        for column in 1...right.count {
            let change = left[row - 1] == right[column - 1] ? 0 : 1
            current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                current[column] = min(current[column], beforeLast[column - 2] + 1)
            }
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
