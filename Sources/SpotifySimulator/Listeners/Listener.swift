/// A listener ready to play: their account, habits, and the artists they stay with.
struct Listener: Sendable {
    let number: Int
    let account: SimulatedAccount
    let habits: Habits
    let days: LocalDays
    /// Sets this listener's rolls apart from everybody else's.
    let seed: UInt64
    /// Places of artists in the catalogue, the dearest first.
    let loyal: [Int]
    let scenes: [Int]

    init(number: Int, seed: UInt64, catalogue: Catalogue) {
        let drafts = HandMadeListeners.all
        let draft = number < drafts.count ? drafts[number] : RolledListeners.draft(number, seed: seed)
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
            let members = catalogue.members[scenes[dice.skewedRoll(scenes.count)]]
            let artist = members.lowerBound + dice.roll(members.count)
            if !loyal.contains(artist) { loyal.append(artist) }
        }
        self.loyal = loyal
    }

    /// An artist who is with this listener in one month or one week only.
    func passing(_ time: Int, _ place: Int, catalogue: Catalogue) -> Int {
        var dice = Dice(seed, time, place)
        let members = catalogue.members[scenes[dice.roll(scenes.count)]]
        return members.lowerBound + dice.roll(members.count)
    }
}
