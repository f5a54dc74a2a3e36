/// One artist's releases, oldest first, future ones included.
final class Discography: Sendable {
    struct Release: Sendable {
        var album: SimulatedAlbum
        var tracks: [SimulatedTrack]
    }

    let releases: [Release]
    /// Every track, the most played first.
    let favourites: [SimulatedTrack]

    init(artist place: Int, in catalogue: Catalogue) {
        let scene = catalogue.scenes[catalogue.sceneOfArtist[place]]
        let artist = catalogue.artists[place]
        var dice = Dice(catalogue.seed, "discography", place)
        var year = catalogue.careers[place].lowerBound
        var releases: [Release] = []
        var titles: Set<String> = []
        while year <= catalogue.careers[place].upperBound || releases.isEmpty {
            let isSingle = dice.chance(220)
            let album = Discography.album(of: artist, year: year, isSingle: isSingle, scene: scene, dice: &dice)
            let tracks = (1...album.totalTracks).map { number in
                Discography.track(
                    number, of: album, artist: artist, guest: dice.chance(70) ? dice.roll(24) : nil, scene: scene,
                    catalogue: catalogue, titles: &titles, dice: &dice)
            }
            releases.append(Release(album: album, tracks: tracks))
            year += isSingle ? 1 : dice.roll(in: 1...3)
        }
        releases.sort { $0.album.releaseDay < $1.album.releaseDay }
        self.releases = releases
        var ranked = releases.flatMap(\.tracks)
        for index in ranked.indices.dropLast() { ranked.swapAt(index, index + dice.roll(ranked.count - index)) }
        favourites = ranked
    }

    private static func album(
        of artist: SimulatedArtist, year: Int, isSingle: Bool, scene: Scene, dice: inout Dice
    ) -> SimulatedAlbum {
        let isHostile = scene.name == HostileMusic.scene.name
        let name = isHostile ? dice.pick(HostileMusic.albums) : scene.albums.phrase(&dice)
        let day = CivilDay(year: year, month: dice.roll(in: 1...12), day: dice.roll(in: 1...28))
        // Of an old record, often only the year or the month is known.
        let precision = dice.roll(100)
        let date: String
        switch (year, precision) {
        case (..<1985, ..<45), (_, ..<4): date = String(day.text.prefix(4))
        case (..<1985, ..<55), (_, ..<7): date = String(day.text.prefix(7))
        default: date = day.text
        }
        let type = isSingle ? "single" : dice.chance(60) ? "compilation" : "album"
        return SimulatedAlbum(
            id: dice.identifier(), name: name, artists: [artist], albumType: dice.chance(80) ? type.uppercased() : type,
            releaseDate: date, totalTracks: isSingle ? dice.roll(in: 1...3) : dice.roll(in: scene.albumTracks),
            image: dice.chance(25) ? nil : dice.hex(length: 24), releaseDay: day.number,
            label: "\(dice.pick(["Kestrel", "Ninth Wave", "Postbox", "Halcyon", "Blackbird Lane"])) Records")
    }

    private static func track(
        _ number: Int, of album: SimulatedAlbum, artist: SimulatedArtist, guest: Int?, scene: Scene,
        catalogue: Catalogue, titles: inout Set<String>, dice: inout Dice
    ) -> SimulatedTrack {
        let isHostile = scene.name == HostileMusic.scene.name
        var title = isHostile ? dice.pick(HostileMusic.titles) : scene.titles.phrase(&dice)
        for _ in 0..<3 where !isHostile && !titles.insert(title).inserted { title = scene.titles.phrase(&dice) }
        var artists = [artist]
        if let guest {
            let members = catalogue.members[catalogue.scenes.firstIndex { $0.name == scene.name } ?? 0]
            let other = catalogue.artists[members.lowerBound + guest % members.count]
            if other !== artist { artists.append(other) }
        }
        let length = dice.roll(in: scene.trackSeconds) * 1000 + dice.roll(1000)
        let code = dice.roll(in: 10_000...99_999)
        return SimulatedTrack(
            id: dice.identifier(), name: title, artists: artists, album: album, durationMs: length, trackNumber: number,
            isExplicit: dice.chance(scene.name == "now" ? 320 : 30),
            isrc: dice.chance(30) ? nil : "QZSIM\(album.releaseDate.prefix(4).suffix(2))\(code)",
            popularity: dice.roll(in: 0...88), linkedFrom: dice.chance(20) ? dice.identifier() : nil)
    }
}
