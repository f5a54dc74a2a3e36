import SiteModel

extension TestSite {
    /// The lock that a program holds while it is at work on a user.
    func lock(_ name: String) async throws -> SiteLock {
        let store = try Store.open(path: database)
        defer { try? store.close() }  // the lock has a descriptor of its own
        return try await store.locks.user(store.user(named: name).id, patience: .zero)
    }
}
