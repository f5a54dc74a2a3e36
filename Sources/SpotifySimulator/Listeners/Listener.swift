/// A listener ready to play: their account, habits, and the artists they stay with.
struct Listener: Sendable {
    let number: Int
    let account: SimulatedAccount
    let habits: Habits
    let days: LocalDays
    /// Makes this listener's rolls differ from all others.
    let seed: UInt64
    /// Places of artists in the catalogue, the favourite first.
    let loyal: [Int]
    let scenes: [Int]

    init(number: Int, of draft: HandMadeListeners.Draft, seed: UInt64, catalogue: Catalogue) {
        self.number = number
        habits = draft.habits
        days = LocalDays(zoneName: draft.timeZone)
        self.seed = Dice.mixed(seed ^ Dice.hash(draft.key))
        var dice = Dice(self.seed, "listener")
        account = SimulatedAccount(
            key: draft.key, id: draft.id, accountID: dice.identifier(), displayName: draft.displayName,
            suggestedUsername: draft.username, bio: draft.bio, timeZone: draft.timeZone, label: draft.label,
            image: draft.hasImage ? dice.hex(length: 24) : nil, country: draft.country)
        let scenes = draft.habits.taste.scenes.map { name in
            name == HostileMusic.scene.name ? Catalogue.hostileScene : Scene.index(of: name)
        }
        self.scenes = scenes
        var loyal: [Int] = []
        for _ in 0..<(draft.habits.taste.loyal * 4) where loyal.count < draft.habits.taste.loyal {
            let artist = Listener.artist(
                of: scenes[dice.skewedRoll(scenes.count)], era: draft.habits.taste.era, dice: &dice,
                catalogue: catalogue)
            if !loyal.contains(artist) { loyal.append(artist) }
        }
        self.loyal = loyal
    }

    /// An artist that this listener plays in one month or one week only.
    func passing(_ time: Int, _ place: Int, catalogue: Catalogue) -> Int {
        var dice = Dice(seed, time, place)
        return Listener.artist(
            of: scenes[dice.roll(scenes.count)], era: habits.taste.era, dice: &dice, catalogue: catalogue)
    }

    /// An artist of a scene who made records in the years that the listener likes.
    private static func artist(of scene: Int, era: Taste.Era, dice: inout Dice, catalogue: Catalogue) -> Int {
        let members = catalogue.members[scene]
        let first = dice.roll(members.count)
        for step in 0..<members.count {
            let artist = members.lowerBound + (first + step) % members.count
            switch era {
            case .any: return artist
            case .before(let year): if catalogue.careers[artist].lowerBound < year { return artist }
            case .newest: if catalogue.careers[artist].upperBound > 2030 { return artist }
            }
        }
        return members.lowerBound + first
    }
}
