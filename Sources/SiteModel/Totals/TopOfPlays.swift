/// How much each artist and each track of some plays was listened to.
///
/// Ties go to the one with more plays, then to the first by name, then by key: the same plays in any order give the
/// same answer.
enum TopOfPlays {
    /// A tally for each first-named artist, in no order.
    static func artists(of plays: [DayPlay]) -> [Tally] {
        var tallies: [String: Tally] = [:]
        for play in plays {
            guard let id = play.artistID else { continue }
            tallies[id, default: Tally(name: play.artistName ?? "", id: id)].add(play)
        }
        return Array(tallies.values)
    }

    /// A tally for each recording, in no order.
    ///
    /// Track ids that share an ISRC are one recording and are counted as one. A track without an ISRC is counted with
    /// those of the same artist and title. The tally has the id of the most heard track of the recording, where
    /// Spotify's ids come before mere names.
    static func tracks(of plays: [DayPlay]) -> [Tally] {
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
        return recordings.values.compactMap { plays in
            let tallies = byTrack(plays)
            let linked = tallies.filter { !Track.isNamedOnly($0.id) }
            guard let shown = linked.min() ?? tallies.min() else { return nil }
            var recording = Tally(name: shown.name, id: shown.id)
            for play in plays { recording.add(play) }
            return recording
        }
    }

    /// A tally for each track id, in no order.
    private static func byTrack(_ plays: [DayPlay]) -> [Tally] {
        var tallies: [String: Tally] = [:]
        for play in plays {
            tallies[play.trackID, default: Tally(name: play.trackName, id: play.trackID)].add(play)
        }
        return Array(tallies.values)
    }

    /// What one artist, track or album has; the best is the smallest.
    struct Tally: Comparable {
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
