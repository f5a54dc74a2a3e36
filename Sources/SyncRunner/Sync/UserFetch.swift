import SiteModel

/// Fetches what one user's sync stores in one transaction.
struct UserFetch {
    let session: SpotifySession
    let policy: DuePolicy
    let clock: WallClock
    /// Whether lists and the profile are fetched regardless of their age.
    let refreshesTop: Bool

    /// What was fetched, and what stopped it.
    struct Result {
        var listening: FetchedListening
        /// The number of plays that were left out because of their date.
        var impossible: Int
        /// Why the rest is missing; what was fetched before is complete and worth storing.
        var failure: SyncFailure?
    }

    /// Fetches a user's plays, and the lists and the profile if they are due.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - listDates: When each list was last fetched.
    /// - Returns: What was fetched, and the failure that stopped it.
    /// - Throws: An error if not even the plays could be fetched; `CancellationError`.
    func fetch(_ user: User, listDates: [TopListKey: Instant]) async throws -> Result {
        let (offered, isFull) = try await session.recentlyPlayed()
        let plays = try possible(offered)
        var result = Result(
            listening: FetchedListening(plays: plays, isFull: isFull), impossible: offered.count - plays.count)
        for step in steps(for: user, listDates: listDates) {
            do {
                try await perform(step, into: &result.listening)
            } catch let error as CancellationError {
                throw error
            } catch {
                // The plays are here and may not be offered again; a list can wait for the next run.
                let failure = SyncFailure(error)
                result.failure = result.failure ?? failure
                if !failure.isOfOneAnswer {
                    result.failure = failure
                    break
                }
            }
        }
        return result
    }

    /// Leaves out plays whose date cannot be right, as well as unreadable items.
    ///
    /// If all plays are in the future, our clock may be wrong: the sync fails, and the next run asks again.
    private func possible(_ offered: [TrackPlay]) throws -> [TrackPlay] {
        let now = clock.now()
        let ends = Play.possibleEnds(at: now)
        let plays = offered.filter { ends.contains($0.play.playedAt) }
        if plays.isEmpty, let first = offered.first, offered.allSatisfy({ Play.isAhead($0.play.playedAt, of: now) }) {
            throw SyncError.impossibleDates(first.play.playedAt, now: now)
        }
        return plays
    }

    private enum Step {
        case list(TopListKey)
        case profile
    }

    private func steps(for user: User, listDates: [TopListKey: Instant]) -> [Step] {
        let now = clock.now()
        let lists = TopListKey.all.filter {
            refreshesTop || policy.isTopListDue($0.timeRange, fetchedAt: listDates[$0], at: now)
        }
        let isProfileDue = refreshesTop || policy.isProfileDue(fetchedAt: user.profileFetchedAt, at: now)
        return lists.map(Step.list) + (isProfileDue ? [.profile] : [])
    }

    private func perform(_ step: Step, into listening: inout FetchedListening) async throws {
        switch step {
        case .list(let key) where key.kind == .artist:
            listening.topArtists[key.timeRange] = try await session.topArtists(key.timeRange)
        case .list(let key):
            listening.topTracks[key.timeRange] = try await session.topTracks(key.timeRange)
        case .profile:
            listening.profile = try await session.currentUser()
        }
    }
}
