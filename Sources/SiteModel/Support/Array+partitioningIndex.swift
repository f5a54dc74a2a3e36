extension Array {
    /// The index of the first element that belongs behind a boundary; `count` if none does.
    ///
    /// - Parameter isBehind: `false` for all elements before some index and `true` for all from there on.
    /// - Returns: That index, found by binary search.
    func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
