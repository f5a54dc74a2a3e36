import Synchronization

extension SpotifySimulator {
    func topList(of account: SimulatedAccount, _ incoming: Incoming) -> Answer {
        guard let limit = incoming.number("limit", in: 1...50, default: 20) else {
            return .apiError(400, "Invalid limit")
        }
        guard let offset = incoming.number("offset", in: 0...100_000, default: 0) else {
            return .apiError(400, "Invalid offset")
        }
        guard let range = SimulatedTimeRange(rawValue: incoming.query["time_range"] ?? "medium_term") else {
            return .apiError(400, "Invalid time range")
        }
        let objects = objects
        let all: [JSON]
        let total: Int
        if incoming.route == .topArtists {
            let list = topArtists(of: account.id, range)
            total = list.count
            all = list.dropFirst(offset).prefix(limit).map { fragments.artist($0, of: objects) }
        } else {
            let list = topTracks(of: account.id, range)
            total = list.count
            all = list.dropFirst(offset).prefix(limit).map { fragments.track($0, of: objects) }
        }
        let address = "\(apiURL)/me/top/\(incoming.route == .topArtists ? "artists" : "tracks")"
        let rest = "limit=\(limit)&time_range=\(range.rawValue)"
        let hasMore = offset + limit < total
        return .json([
            "items": .array(all), "total": .int(total), "limit": .int(limit), "offset": .int(offset),
            "href": .string(address + incoming.suffix),
            "next": hasMore ? "\(address)?offset=\(offset + limit)&\(rest)" : nil,
            "previous": offset > 0 ? "\(address)?offset=\(max(offset - limit, 0))&\(rest)" : nil,
        ])
    }

    /// All top artists of an account at the present moment.
    package func topArtists(of accountID: String, _ range: SimulatedTimeRange) -> [SimulatedArtist] {
        if let given = state.withLock({ $0.overrides[accountID]?.topArtists[range] }) { return given }
        return topLists(of: accountID).artists[range] ?? []
    }

    /// All top tracks of an account at the present moment.
    package func topTracks(of accountID: String, _ range: SimulatedTimeRange) -> [SimulatedTrack] {
        if let given = state.withLock({ $0.overrides[accountID]?.topTracks[range] }) { return given }
        return topLists(of: accountID).tracks[range] ?? []
    }

    private func topLists(of accountID: String) -> TopLists {
        let dayStart = Int64(Moment.dayNumber(now)) * Moment.day
        let version = state.withLock { $0.overrides[accountID]?.version ?? 0 }
        let key = FragmentCache.TopKey(accountID: accountID, dayStart: dayStart, version: version)
        return fragments.topLists(key) {
            TopLists(plays: plays(of: accountID, from: dayStart - 366 * Moment.day, to: dayStart), dayStart: dayStart)
        }
    }
}
