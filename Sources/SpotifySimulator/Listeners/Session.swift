/// One sitting: an album, an artist, one repeated track, or a mix.
struct Session {
    private enum Mode { case album(SimulatedAlbum, [SimulatedTrack], Int), artist(Int), loop(SimulatedTrack), mix }

    private let listener: Listener
    private let catalogue: Catalogue
    private let day: Int
    private var mode: Mode = .mix
    private(set) var context: SimulatedContext?

    init(dice: inout Dice, listener: Listener, catalogue: Catalogue, day: Int) {
        self.listener = listener
        self.catalogue = catalogue
        self.day = day
        begin(dice: &dice)
    }

    mutating func next(dice: inout Dice) -> SimulatedTrack {
        switch mode {
        case .album(let album, let tracks, let position):
            if position < tracks.count {
                mode = .album(album, tracks, position + 1)
                return tracks[position]
            }
            // The record is over: a listener of one album starts it again, others choose something new.
            if listener.habits.taste.oneAlbum, dice.chance(930) {
                mode = .album(album, tracks, 1)
                return tracks[0]
            }
            begin(dice: &dice)
            if case .album(_, let tracks, _) = mode, tracks.isEmpty { mode = .mix }
            return next(dice: &dice)
        case .artist(let artist): return track(by: artist, dice: &dice)
        case .loop(let track): return track
        case .mix: return mixed(dice: &dice)
        }
    }

    private mutating func begin(dice: inout Dice) {
        let taste = listener.habits.taste
        let roll = dice.roll(1000)
        if roll < taste.albumShare {
            let release = release(by: taste.oneAlbum ? listener.loyal[0] : artist(dice: &dice), dice: &dice)
            mode = .album(release.album, release.tracks, 0)
            context = dice.chance(940) ? .album : nil
        } else if roll < taste.albumShare + taste.artistShare {
            mode = .artist(artist(dice: &dice))
            context = .artist
        } else if roll < taste.albumShare + taste.artistShare + taste.loopShare {
            mode = .loop(mixed(dice: &dice))
            context = nil
        } else {
            mode = .mix
            switch dice.roll(10) {
            case 0..<4: context = nil
            case 4..<7: context = .playlist(Dice.mixed(listener.seed &+ UInt64(dice.roll(9))))
            default: context = .collection
            }
        }
    }

    private func mixed(dice: inout Dice) -> SimulatedTrack {
        if listener.habits.hasLocalFiles, dice.chance(3) {
            return LocalFiles.tracks[dice.roll(LocalFiles.tracks.count)]
        }
        return track(by: artist(dice: &dice), dice: &dice)
    }

    private func artist(dice: inout Dice) -> Int {
        let taste = listener.habits.taste
        let roll = dice.roll(1000)
        if roll < taste.discoveryShare {
            return listener.passing(day / 7, 1000 + dice.roll(taste.found), catalogue: catalogue)
        }
        if roll < taste.discoveryShare + taste.seasonalShare {
            return listener.passing(day / 30, dice.skewedRoll(taste.seasonal), catalogue: catalogue)
        }
        return listener.loyal[dice.skewedRoll(listener.loyal.count)]
    }

    private func track(by artist: Int, dice: inout Dice) -> SimulatedTrack {
        let discography = catalogue.discography(artist)
        if case .newest = listener.habits.taste.era, dice.chance(950) {
            let tracks = newest(discography).tracks
            return tracks[dice.roll(tracks.count)]
        }
        for _ in 0..<8 {
            let track = discography.favourites[dice.skewedRoll(discography.favourites.count)]
            if isWithinReach(track.album) { return track }
        }
        let tracks = discography.releases[0].tracks
        return tracks[dice.roll(tracks.count)]
    }

    private func release(by artist: Int, dice: inout Dice) -> Discography.Release {
        let discography = catalogue.discography(artist)
        if listener.habits.taste.oneAlbum {
            return discography.releases.first { $0.tracks.count > 5 } ?? discography.releases[0]
        }
        if case .newest = listener.habits.taste.era { return newest(discography) }
        for _ in 0..<6 {
            let release = discography.releases[dice.roll(discography.releases.count)]
            if isWithinReach(release.album) { return release }
        }
        return discography.releases[0]
    }

    private func newest(_ discography: Discography) -> Discography.Release {
        discography.releases.last { $0.album.releaseDay <= day } ?? discography.releases[0]
    }

    /// Whether the record is out, and old enough for the listener's taste.
    private func isWithinReach(_ album: SimulatedAlbum) -> Bool {
        guard album.releaseDay <= day else { return false }
        guard case .before(let year) = listener.habits.taste.era else { return true }
        return album.releaseDay < CivilDay(year: year, month: 1, day: 1).number
    }
}

/// A listener's own files: Spotify plays them and has no ids for them.
enum LocalFiles {
    static let tracks: [SimulatedTrack] = {
        let artist = SimulatedArtist(id: "", name: "Noriko & friends")
        let album = SimulatedAlbum(id: "", name: "Living room", artists: [artist], releaseDate: "2019", totalTracks: 3)
        return ["Rehearsal, March", "Mother’s birthday", "untitled (take 4)"].enumerated().map { place, title in
            SimulatedTrack(
                id: nil, name: title, artists: [artist], album: album, durationMs: 131_000 + place * 37_512,
                trackNumber: place + 1)
        }
    }()
}
