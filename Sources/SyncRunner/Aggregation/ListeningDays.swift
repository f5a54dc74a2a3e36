public import SiteModel

/// Plays to listening days.
public enum ListeningDays {
    /// Sums plays up, a listening day for each local date on which one ended.
    ///
    /// The top artist and the top track of a day are those with the most listened time; ties go to the one with more
    /// plays, then to the first by name, then by key: the same plays in any order give the same days. Track ids that
    /// share an ISRC are one recording and are counted as one; so are those without an ISRC with those of the same artist
    /// and title. The day then names the id among them that comes first, and one of Spotify's before a mere name.
    ///
    /// - Parameters:
    ///   - plays: All plays of the dates in question.
    ///   - clock: The clock of the user's zone.
    /// - Returns: By date; dates without a play are absent.
    public static func summed(_ plays: [DayPlay], by clock: ZoneClock) -> [ListeningDay] {
        Dictionary(grouping: plays) { clock.date(of: $0.playedAt) }
            .sorted { $0.key < $1.key }
            .map { date, plays in
                ListeningDay(
                    date: date, listenedMs: plays.reduce(0) { $0 + $1.listenedMs }, plays: plays.count,
                    hours: hours(of: plays, by: clock),
                    topArtistID: topArtistID(of: plays), topTrackID: topTrackID(of: plays))
            }
    }

    private static func hours(of plays: [DayPlay], by clock: ZoneClock) -> [Int64] {
        plays.reduce(into: Array(repeating: 0, count: 24)) { hours, play in
            hours[clock.hour(of: play.playedAt - .milliseconds(play.listenedMs))] += play.listenedMs
        }
    }

    private static func topArtistID(of plays: [DayPlay]) -> String? {
        var tallies: [String: Tally] = [:]
        for play in plays {
            guard let id = play.artistID else { continue }
            tallies[id, default: Tally(name: play.artistName ?? "", id: id)].add(play)
        }
        return tallies.values.min()?.id
    }

    private static func topTrackID(of plays: [DayPlay]) -> String? {
        // Of several recordings of one name, the first by code: a rule, so that the order of plays does not matter.
        var codes: [String: String] = [:]
        for play in plays {
            if let name = play.recordingName, let isrc = play.isrc, !isrc.isEmpty {
                codes[name] = min(codes[name] ?? isrc, isrc)
            }
        }
        let recordings = Dictionary(grouping: plays) { play in
            if let isrc = play.isrc, !isrc.isEmpty { return "isrc:" + isrc }
            guard let name = play.recordingName else { return "id:" + play.trackID }
            return codes[name].map { "isrc:" + $0 } ?? "name:" + name
        }
        return recordings.values.compactMap { plays -> Tally? in
            var tallies: [String: Tally] = [:]
            for play in plays {
                tallies[play.trackID, default: Tally(name: play.trackName, id: play.trackID)].add(play)
            }
            let linked = tallies.values.filter { !Track.isNamedOnly($0.id) }
            guard let shown = linked.min() ?? tallies.values.min() else { return nil }
            var recording = Tally(name: shown.name, id: shown.id)
            for play in plays { recording.add(play) }
            return recording
        }.min()?.id
    }

    /// What one artist or track has on one day; the best is the smallest.
    private struct Tally: Comparable {
        var name: String
        var id: String
        var listenedMs: Int64 = 0
        var plays = 0

        init(name: String, id: String) {
            self.name = name
            self.id = id
        }

        mutating func add(_ play: DayPlay) {
            listenedMs += play.listenedMs
            plays += 1
        }

        static func < (left: Tally, right: Tally) -> Bool {
            if left.listenedMs != right.listenedMs { return left.listenedMs > right.listenedMs }
            if left.plays != right.plays { return left.plays > right.plays }
            // By bytes: a comparison by language would depend on the machine.
            if !left.name.utf8.elementsEqual(right.name.utf8) {
                return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            }
            return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }
}
