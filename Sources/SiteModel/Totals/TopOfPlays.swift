/// Ranks the artists, recordings and albums of some plays.
///
/// Ties go to more plays, then to the first by name, then by key, so the order of the plays does not matter.
struct TopOfPlays {
    private let tracks: [PlayedTrack]
    /// A tally for each track, in no order.
    private let heard: [Tally]

    init(_ plays: [DayPlay], of tracks: [PlayedTrack]) {
        self.tracks = tracks
        var tallies: [Int: Tally] = [:]
        for play in plays {
            let track = play.track
            tallies[track, default: Tally(track: track, id: tracks[track].id, name: tracks[track].name)]
                .add(play.listenedMs, plays: 1)
        }
        heard = Array(tallies.values)
    }

    /// The first ranks of one kind; `.max` for all.
    ///
    /// An artist is the first-named of a track. Track ids that share an ISRC are one recording; a track without an ISRC
    /// counts with those of the same artist and title. A recording has the id of its most-played track; Spotify's ids
    /// come before tracks known only by name. An album is identified by its name and artist, and has the id of its
    /// most-played track.
    func first(_ count: Int, _ kind: MonthTop.Kind) -> [MonthTop] {
        let codes = kind == .track ? codesOfRecordings() : [:]
        var groups: [Int: Group] = [:]
        for tally in heard {
            let track = tracks[tally.track]
            let number: Int? =
                switch kind {
                case .artist: track.artist
                case .track: track.recording(codes)
                case .album: track.albumNumber
                }
            guard let number else { continue }
            var group = groups[number] ?? Group(shown: tally)
            group.listenedMs += tally.listenedMs
            group.plays += tally.plays
            if isShown(tally, insteadOf: group.shown, kind) { group.shown = tally }
            groups[number] = group
        }
        let tallies = groups.values.lazy.map { named($0, kind) }
        let best = count < groups.count ? tallies.smallest(count) : tallies.sorted()
        return best.enumerated().map { index, tally in
            let track = kind == .artist ? nil : tracks[tally.track]
            return MonthTop(
                kind: kind, rank: index + 1, id: tally.id, name: tally.name, artistID: track?.artistID,
                artistName: track?.artistName, listenedMs: tally.listenedMs, plays: tally.plays)
        }
    }

    /// The number of the recording that each track counts for, by the index of the track.
    func recordings() -> [Int: Int] {
        let codes = codesOfRecordings()
        return Dictionary(uniqueKeysWithValues: heard.map { ($0.track, tracks[$0.track].recording(codes)) })
    }

    /// The number of the ISRC that counts for each recording.
    ///
    /// If several have one name, the first ISRC counts, so the order of plays does not matter.
    private func codesOfRecordings() -> [Int: Int] {
        var coded: [Int: PlayedTrack] = [:]
        for track in heard.lazy.map({ tracks[$0.track] }) {
            guard let isrc = track.isrc else { continue }
            if let known = coded[track.recording]?.isrc, known <= isrc { continue }
            coded[track.recording] = track
        }
        return coded.compactMapValues(\.code)
    }

    /// The total of a group under the key and the name that it has as an artist, a recording or an album.
    private func named(_ group: Group, _ kind: MonthTop.Kind) -> Tally {
        let track = tracks[group.shown.track]
        let (id, name) =
            switch kind {
            case .artist: (track.artistID ?? "", track.artistName ?? "")
            case .track: (track.id, track.name)
            case .album: (track.id, track.album ?? "")
            }
        return Tally(
            track: group.shown.track, id: id, name: name, listenedMs: group.listenedMs, plays: group.plays)
    }

    private func isShown(_ tally: Tally, insteadOf other: Tally, _ kind: MonthTop.Kind) -> Bool {
        let (isNamedOnly, isOtherNamedOnly) = (tracks[tally.track].isNamedOnly, tracks[other.track].isNamedOnly)
        return kind == .track && isNamedOnly != isOtherNamedOnly ? isOtherNamedOnly : tally < other
    }

    /// The tracks of one artist, recording or album.
    private struct Group {
        /// The track that stands for the others.
        var shown: Tally
        var listenedMs: Int64 = 0
        var plays = 0
    }

    /// The total of one artist, track or album; the best sorts first.
    private struct Tally: Comparable {
        /// The track, or the one that stands for the others.
        var track: Int
        var id: String
        var name: String
        var listenedMs: Int64 = 0
        var plays = 0

        mutating func add(_ listenedMs: Int64, plays: Int) {
            self.listenedMs += listenedMs
            self.plays += plays
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

extension PlayedTrack {
    /// The number of the recording that it counts for, by the ISRCs of recordings.
    fileprivate func recording(_ codes: [Int: Int]) -> Int { code ?? codes[recording] ?? recording }
}

extension Sequence where Element: Comparable {
    /// The first elements in rising order; the others are not sorted.
    fileprivate func smallest(_ count: Int) -> [Element] {
        var smallest: [Element] = []
        for element in self {
            if smallest.count == count {
                guard let last = smallest.last, element < last else { continue }
                smallest.removeLast()
            }
            smallest.insert(element, at: smallest.partitioningIndex { element < $0 })
        }
        return smallest
    }
}
