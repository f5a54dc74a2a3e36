/// Which artist and which track have the most listened time of some plays.
///
/// Ties go to the one with more plays, then to the first by name, then by key: the same plays in any order give the
/// same answer.
public enum TopOfPlays {
    /// The key of the first-named artist with the most listened time; `nil` when no play has one.
    public static func artistID(of plays: [DayPlay]) -> String? {
        var tallies: [String: Tally] = [:]
        for play in plays {
            guard let id = play.artistID else { continue }
            tallies[id, default: Tally(name: play.artistName ?? "", id: id)].add(play)
        }
        return tallies.values.min()?.id
    }

    /// The key of the track with the most listened time; `nil` without a play.
    ///
    /// Track ids that share an ISRC are one recording and are counted as one; so are those without an ISRC with those of
    /// the same artist and title. Named is the id among them that comes first, and one of Spotify's before a mere name.
    public static func trackID(of plays: [DayPlay]) -> String? {
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

    /// What one artist or track has; the best is the smallest.
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
            plays += play.plays
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
