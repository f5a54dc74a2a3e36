extension SpotifySimulator {
    /// Spotify keeps this many plays ready; older ones are gone.
    static let recentPlays = 50

    /// The last 50 plays that ended and arrived by now, newest first.
    func visiblePlays(of accountID: String, now: Int64) -> [SimulatedPlay] {
        var found: [SimulatedPlay] = []
        var to = now + 1
        // Backwards by growing steps: some listeners have 50 plays in a day, others in a year.
        var step = Moment.day
        let oldest = Int64(world.firstDay - 800) * Moment.day
        while found.count < Self.recentPlays, to > oldest {
            let from = max(to - step, oldest)
            let part = plays(of: accountID, from: from, to: to).filter { $0.isOffered && $0.visibleFrom <= now }
            found.append(contentsOf: part.reversed())
            to = from
            step = min(step * 2, 64 * Moment.day)
        }
        return Array(found.prefix(Self.recentPlays))
    }

    func recentlyPlayed(by account: SimulatedAccount, _ incoming: Incoming) -> Answer {
        guard let limit = incoming.number("limit", in: 1...50, default: 20) else {
            return .apiError(400, "Invalid limit")
        }
        guard let after = incoming.number("after", in: 0...Int.max, default: -1),
            let before = incoming.number("before", in: 0...Int.max, default: Int.max)
        else { return .apiError(400, "Invalid cursor") }
        guard after < 0 || before == Int.max else { return .apiError(400, "Only one of after and before can be given") }
        let offered = visiblePlays(of: account.id, now: now).filter { play in
            play.endedAt > Int64(after) && play.endedAt < Int64(before)
        }
        let shown = offered.prefix(limit)
        let address = "\(apiURL)/me/player/recently-played"
        var next: JSON = nil
        var cursors: JSON = nil
        if let newest = shown.first, let oldest = shown.last {
            cursors = ["after": "\(newest.endedAt)", "before": "\(oldest.endedAt)"]
            if offered.count > shown.count { next = "\(address)?before=\(oldest.endedAt)&limit=\(limit)" }
        }
        let objects = objects
        let items = shown.map { play -> JSON in
            [
                "track": play.hidesTrack ? nil : fragments.track(play.track, of: objects),
                "played_at": .string(Moment.playedAt(play.endedAt)),
                "context": objects.context(play, accountID: account.id),
            ]
        }
        return .json([
            "items": .array(items), "next": next, "cursors": cursors, "limit": .int(limit),
            "href": .string(address + incoming.suffix),
        ])
    }
}
