import Synchronization

extension SpotifySimulator {
    /// Orders a fault; if several apply, the one that was ordered first is used first.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong.
    ///   - route: The route; `nil` is every route of the Web API.
    ///   - accountID: The account; `nil` is every account.
    ///   - after: The number of requests that get through before.
    ///   - times: The number of requests it hits; `nil` hits all until ``clearFaults()``.
    package func order(
        _ fault: SimulatedFault, on route: SimulatedRoute? = nil, for accountID: String? = nil, after: Int = 0,
        times: Int? = 1
    ) {
        state.withLock {
            $0.faults.append(OrderedFault(fault: fault, route: route, account: accountID, after: after, times: times))
        }
    }

    /// Removes every fault that was ordered.
    package func clearFaults() { state.withLock { $0.faults = [] } }

    /// Refuses the account's refresh tokens as revoked, and its access tokens too, as when the user disconnects the app.
    package func revoke(_ accountID: String) {
        refuse(accountID, refresh: "Refresh token revoked", access: "Invalid access token")
    }

    /// Refuses the account's refresh tokens as expired, as six months after the user authorized.
    package func expireRefreshTokens(of accountID: String) {
        refuse(accountID, refresh: "Refresh token expired", access: nil)
    }

    /// Refuses the account's access tokens as expired; the next refresh gives one that works.
    package func expireAccessTokens(of accountID: String) {
        refuse(accountID, refresh: nil, access: "The access token expired")
    }

    private func refuse(_ accountID: String, refresh: String?, access: String?) {
        let now = now
        state.withLock { state in
            let sequence = state.nextSequence(now: now)
            if let refresh { state.refusedRefresh[accountID] = .init(upTo: sequence, reason: refresh) }
            if let access { state.refusedAccess[accountID] = .init(upTo: sequence, reason: access) }
        }
    }

    /// Puts an account on the app's list, or takes it off: the Web API answers 403 in plain text to one that is off.
    package func setRegistered(_ isRegistered: Bool, _ accountID: String) {
        state.withLock { state in
            if isRegistered { state.strangers.remove(accountID) } else { state.strangers.insert(accountID) }
        }
    }

    /// Gives the app's owner Premium or takes it away: without it, the Web API answers 403 to all.
    package func setOwnerHasPremium(_ hasPremium: Bool) { state.withLock { $0.ownerHasPremium = hasPremium } }

    /// Moves the clock, in addition to ``Options/now``.
    package func advanceClock(by duration: Duration) {
        let seconds = duration.components
        state.withLock { $0.clockOffset += seconds.seconds * 1000 + seconds.attoseconds / 1_000_000_000_000_000 }
    }

    /// Sets the clock to `now`, in UTC milliseconds.
    package func setClock(to now: Int64) {
        let base = options.now?() ?? world.now
        state.withLock { $0.clockOffset = now - base }
    }
}

// MARK: An account's data

extension SpotifySimulator {
    /// Every play of an account that ended by now, in order, whether the Web API shows it or not.
    package func plays(of accountID: String) -> [SimulatedPlay] { plays(of: accountID, from: .min, to: now + 1) }

    /// Replaces all plays of an account; `nil` restores its own.
    package func setPlays(_ plays: [SimulatedPlay]?, of accountID: String) {
        override(accountID) { override in
            override.plays = plays?.sorted { $0.endedAt < $1.endedAt }
            override.added = []
        }
    }

    /// Adds plays to those of an account; one with a later ``SimulatedPlay/visibleFrom`` arrives late.
    package func addPlays(_ plays: [SimulatedPlay], to accountID: String) {
        override(accountID) { override in
            override.added = (override.added + plays).sorted { $0.endedAt < $1.endedAt }
        }
    }

    /// Replaces the top artists of a time range.
    package func setTopArtists(_ artists: [SimulatedArtist], _ range: SimulatedTimeRange, of accountID: String) {
        override(accountID) { $0.topArtists[range] = artists }
    }

    /// Replaces the top tracks of a time range.
    package func setTopTracks(_ tracks: [SimulatedTrack], _ range: SimulatedTimeRange, of accountID: String) {
        override(accountID) { $0.topTracks[range] = tracks }
    }

    /// Replaces the display name and the image of an account's profile.
    package func setProfile(displayName: String?, image: String?, of accountID: String) {
        guard var account = account(accountID) else { return }
        account.displayName = displayName
        account.image = image
        override(accountID) { $0.profile = account }
    }

    private func override(_ accountID: String, _ change: (inout SimulatorState.Override) -> Void) {
        state.withLock { state in
            change(&state.overrides[accountID, default: .init()])
            state.overrides[accountID]?.version += 1
        }
    }

    func plays(of accountID: String, from: Int64, to: Int64) -> [SimulatedPlay] {
        let override = state.withLock { $0.overrides[accountID] }
        let within = { (play: SimulatedPlay) in play.endedAt >= from && play.endedAt < to }
        let own = override?.plays?.filter(within) ?? world.plays(of: accountID, from: from, to: to)
        guard let added = override?.added, !added.isEmpty else { return own }
        return (own + added.filter(within)).sorted { $0.endedAt < $1.endedAt }
    }
}

// MARK: Requests

extension SpotifySimulator {
    /// Every request since the start or the last ``resetRequests()``, in the order in which they were answered.
    package var requests: [SimulatedRequest] { state.withLock { $0.requests } }

    /// The number of requests, by route and account; `nil` counts all.
    package func requestCount(_ route: SimulatedRoute? = nil, of accountID: String? = nil) -> Int {
        requests.count { request in
            (route == nil || request.route == route) && (accountID == nil || request.accountID == accountID)
        }
    }

    /// The most requests of a route that were answered at the same time.
    package func peakConcurrency(_ route: SimulatedRoute) -> Int { state.withLock { $0.peaks[route] ?? 0 } }

    /// Forgets the requests so far.
    package func resetRequests() {
        state.withLock { state in
            state.requests = []
            state.peaks = [:]
        }
    }
}
