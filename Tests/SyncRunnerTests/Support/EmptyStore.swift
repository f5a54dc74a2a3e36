import GRDB
import SiteModel
import TestSupport

/// A store in memory with the user `ada` in UTC.
func emptyStore() async throws -> (Store, DatabaseQueue, User) {
    let database = try DatabaseQueue()
    let store = try Store(database)
    let user = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: .sample)
    return (store, database, user)
}
