import Synchronization

/// Everything that can be played: the artists of every scene, and their discographies, made on demand.
final class Catalogue: Sendable {
    let seed: UInt64
    let scenes: [Scene]
    let artists: [SimulatedArtist]
    /// The places of a scene's artists, by the scene's place.
    let members: [Range<Int>]
    /// The scene that an artist belongs to, by the artist's place.
    let sceneOfArtist: [Int]
    /// The first and last year in which an artist makes records, by the artist's place.
    let careers: [ClosedRange<Int>]
    private let discographies: Mutex<[Discography?]>

    static let hostileScene = Scene.all.count

    init(seed: UInt64) {
        self.seed = seed
        scenes = Scene.all + [HostileMusic.scene]
        var artists: [SimulatedArtist] = []
        var members: [Range<Int>] = []
        var sceneOfArtist: [Int] = []
        var careers: [ClosedRange<Int>] = []
        var taken: Set<String> = []
        for (place, scene) in scenes.enumerated() {
            let start = artists.count
            for number in 0..<scene.size {
                var dice = Dice(seed, "artist \(scene.name)", number)
                var name = place == Catalogue.hostileScene ? HostileMusic.artists[number] : scene.artists.phrase(&dice)
                // A reader could not tell two artists of one name apart; the words give enough combinations.
                var tries = 0
                while !taken.insert(name).inserted {
                    tries += 1
                    name = scene.artists.phrase(&dice) + (tries > 40 ? " \(tries - 38)" : "")
                }
                artists.append(
                    SimulatedArtist(
                        id: dice.identifier(), name: name, image: dice.chance(40) ? nil : dice.hex(length: 24),
                        genres: scene.genres, popularity: dice.roll(in: 8...84)))
                sceneOfArtist.append(place)
                let beginning = dice.roll(in: scene.beginnings)
                careers.append(beginning...(beginning + dice.roll(in: scene.careers)))
            }
            members.append(start..<artists.count)
        }
        self.artists = artists
        self.members = members
        self.sceneOfArtist = sceneOfArtist
        self.careers = careers
        discographies = Mutex(Array(repeating: nil, count: artists.count))
    }

    func discography(_ artist: Int) -> Discography {
        if let known = discographies.withLock({ $0[artist] }) { return known }
        let made = Discography(artist: artist, in: self)
        return discographies.withLock { slots in
            // Tracks are compared by identity: if two threads made it at once, the first one counts.
            if let known = slots[artist] { return known }
            slots[artist] = made
            return made
        }
    }
}
