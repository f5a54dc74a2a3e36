extension Array where Element: Sendable {
    /// The results for all elements, in their order, made by several tasks, each with one stretch of the array.
    ///
    /// - Parameters:
    ///   - tasks: How many tasks; the results do not depend on it.
    ///   - transform: Makes a result.
    /// - Returns: As many results as there are elements.
    /// - Throws: What `transform` throws, for any of the elements.
    func concurrentMap<Made: Sendable>(
        tasks: Int, _ transform: @escaping @Sendable (Element) throws -> Made
    ) async throws -> [Made] {
        let length = Swift.max(1, (count + tasks - 1) / tasks)
        let stretches = stride(from: 0, to: count, by: length).map { self[$0..<Swift.min($0 + length, count)] }
        return try await withThrowingTaskGroup(of: (Int, [Made]).self) { group in
            for (number, stretch) in stretches.enumerated() {
                group.addTask { (number, try stretch.map(transform)) }
            }
            var made = [[Made]](repeating: [], count: stretches.count)
            for try await (number, results) in group { made[number] = results }
            return made.flatMap(\.self)
        }
    }
}
