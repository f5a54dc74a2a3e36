/// How much each artist, track and album of some plays was listened to.
///
/// Ties go to the one with more plays, then to the first by name, then by key: the same plays in any order give the
/// same answer.
enum TopOfPlays {
    /// A tally for each first-named artist, in no order.
    static func artists(of plays: [DayPlay]) -> [Tally] {
        var tallies: [String: Tally] = [:]
        for play in plays {
            guard let id = play.artistID else { continue }
            tallies[id, default: Tally(id: id, name: play.artistName ?? "")].add(play)
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
            return shown.counting(plays)
        }
    }

    /// A tally for each album, in no order; plays of tracks without one are left out.
    ///
    /// An album is known by its name and the first artist of its tracks. The tally has the id of its most heard track.
    static func albums(of plays: [DayPlay]) -> [Tally] {
        let named = plays.filter { $0.album?.isEmpty == false }
        return Dictionary(grouping: named) { AlbumKey(name: $0.album ?? "", artistID: $0.artistID) }
            .compactMap { album, plays in
                guard var shown = byTrack(plays).min() else { return nil }
                shown.name = album.name
                return shown.counting(plays)
            }
    }

    private struct AlbumKey: Hashable {
        var name: String
        var artistID: String?
    }

    /// A tally for each track id, in no order.
    private static func byTrack(_ plays: [DayPlay]) -> [Tally] {
        var tallies: [String: Tally] = [:]
        for play in plays {
            let empty = Tally(
                id: play.trackID, name: play.trackName, artistID: play.artistID, artistName: play.artistName)
            tallies[play.trackID, default: empty].add(play)
        }
        return Array(tallies.values)
    }

    /// What one artist, track or album has; the best is the smallest.
    struct Tally: Comparable {
        var id: String
        var name: String
        /// First artist of a track or an album.
        var artistID: String?
        var artistName: String?
        var listenedMs: Int64 = 0
        var plays = 0

        /// The same with the sums of these plays alone.
        func counting(_ plays: [DayPlay]) -> Tally {
            var tally = self
            (tally.listenedMs, tally.plays) = (0, 0)
            for play in plays { tally.add(play) }
            return tally
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
