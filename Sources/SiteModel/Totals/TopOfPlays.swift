/// Tallies the listened time of each artist, track and album in some plays.
///
/// Ties go to more plays, then to the first by name, then by key, so the order of the plays does not matter.
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
    /// Track ids that share an ISRC are one recording. A track without an ISRC counts with those of the same artist and
    /// title. The tally has the id of the recording's most-played track; Spotify's ids come before tracks known only by
    /// name.
    static func tracks(of plays: [DayPlay]) -> [Tally] {
        // If several recordings have one name, the first ISRC counts, so the order of plays does not matter.
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

    /// A tally for each album, in no order; tracks without an album are left out.
    ///
    /// An album is identified by its name and the first artist of its tracks. The tally has the id of its most-played
    /// track.
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

    /// The total of one artist, track or album; the best sorts first.
    struct Tally: Comparable {
        var id: String
        var name: String
        /// First artist of a track or an album.
        var artistID: String?
        var artistName: String?
        var listenedMs: Int64 = 0
        var plays = 0

        /// The same item with the totals of these plays alone.
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
            // By bytes, because a comparison by language would depend on the machine.
            if !left.name.utf8.elementsEqual(right.name.utf8) {
                return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            }
            return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }
}
