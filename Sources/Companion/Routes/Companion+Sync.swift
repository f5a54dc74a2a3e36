import Application
import HTTPTypes
import Rendering
import SiteModel

extension Companion {
    /// Syncs the user, as "Sync now" asks for.
    func sync(_ visit: SignedVisit) async throws -> Answer {
        let id = visit.user.id
        // A press while the one before is under way starts nothing.
        guard syncs.begin(id) else { return try running(visit) }
        let (results, arrival) = AsyncStream<Result<AskedSync, any Error>>.makeStream(
            bufferingPolicy: .bufferingOldest(1))
        work.start("sync") { [self, site, syncs] in
            defer { syncs.end(id) }
            do {
                let outcome = try await site.syncAsked(by: id)
                arrival.yield(.success(outcome))
                if outcome == .synced { publishSoon() }
            } catch {
                arrival.yield(.failure(error))
                throw error
            }
        }
        switch try await first(of: results)?.get() {
        case nil: return try running(visit)
        case .synced: return try granted(.synced, visit)
        case .upToDate: return try granted(.uptodate, visit)
        case .tooSoon(let until): throw Refusal(.tooSoon(until: until), "too_soon", retryAt: until)
        case .needsReconnect: throw Refusal(.reconnect, "needs_reconnect")
        case .gateClosed(let until): throw Refusal(.gate(until: until), "gate_closed", retryAt: until)
        case .busy: throw Refusal(.busy, "busy")
        case .failed: throw Refusal(.spotifyAway, "spotify_away")
        }
    }

    private func running(_ visit: SignedVisit) throws -> Answer {
        visit.format == .json
            ? try .json(SyncDocument(state: "running"), .accepted)
            : .page(pages.message(.takesLonger, for: try visitor(visit.signedIn), at: clock.now()), .accepted)
    }

    private func granted(_ notice: AccountNotice, _ visit: SignedVisit) throws -> Answer {
        visit.format == .json ? try .json(SyncDocument(state: notice.rawValue)) : toAccount(notice)
    }

    /// The first value if it comes in time, otherwise `nil`; the work goes on.
    private func first<Value: Sendable>(of values: AsyncStream<Value>) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask {
                for await value in values { return value }
                return nil
            }
            group.addTask { [patience] in
                // The time limit of a browser's wait. It is cancelled when the value is there.
                try? await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

/// What a program reads after a sync.
private struct SyncDocument: Encodable {
    var success = true
    var state: String
}
