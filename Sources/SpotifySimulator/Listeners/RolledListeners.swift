/// Listeners beyond the hand-made ones, rolled from names, places and habits.
enum RolledListeners {
    private static let firstNames = [
        "Amara", "Björn", "Chiara", "Dmitri", "Eun-ji", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Kateryna", "Luís",
        "Maren", "Nkechi", "Oskar", "Priya", "Quentin", "Rosalind", "Søren", "Tamar", "Ulla", "Valentina", "Wanjiru",
        "Ximena", "Yara", "Zofia", "Aiko", "Benoît", "Ceren", "Dafydd", "Esi", "Finnegan",
    ]
    private static let lastNames = [
        "Abara", "Bergström", "Castellano", "Dąbrowska", "Eriksen", "Fonseca", "Grünwald", "Hakimi", "Ivanenko",
        "Jørgensen", "Kowalczyk", "Lindholm", "Mbeki-Ross", "Novák", "Okonkwo", "Pellegrini", "Quiroga", "Rahimi",
        "Sørensen", "Tanaka", "Ueda", "Vandermeer", "Wójcik", "Yılmaz", "Zamora", "O’Malley", "Sato", "Nguyễn", "Park",
        "Ferreira",
    ]
    private static let places = [
        ("Europe/Berlin", "DE"), ("America/New_York", "US"), ("Asia/Kathmandu", "NP"), ("Asia/Calcutta", "IN"),
        ("Pacific/Auckland", "NZ"), ("America/Sao_Paulo", "BR"), ("Africa/Cairo", "EG"), ("Europe/London", "GB"),
        ("America/Los_Angeles", "US"), ("Asia/Tokyo", "JP"), ("Europe/Warsaw", "PL"), ("Africa/Lagos", "NG"),
        ("Australia/Adelaide", "AU"), ("America/Mexico_City", "MX"), ("Asia/Seoul", "KR"), ("Europe/Oslo", "NO"),
        ("Pacific/Chatham", "NZ"), ("Asia/Tehran", "IR"),
    ]
    private static let kinds: [(label: String, slots: [Slot])] = [
        ("Evenings", Habits.evening), ("Day listener", Habits.daytime), ("Night owl", Habits.night),
        ("Weekend listener", Habits.weekends), ("Now and then", Habits.sparse), ("Evenings", Habits.evening),
    ]
    private static let bios = [
        "Mostly on trains.", "Plants, bread, records.", "Learning the cello, slowly.", "Ask me about *B-sides*.",
        "Night shifts and long walks.", "Two kids, one speaker.", "Cyclist. Windows down in winter.", "",
    ]

    static func draft(_ number: Int, seed: UInt64) -> HandMadeListeners.Draft {
        var dice = Dice(seed, "listener", number)
        let (first, last) = (dice.pick(firstNames), dice.pick(lastNames))
        let kind = dice.pick(kinds)
        let (zone, country) = dice.pick(places)
        var taste = Taste(scenes: (0..<dice.roll(in: 2...4)).map { _ in dice.pick(Scene.all).name })
        taste.discoveryShare = dice.roll(in: 10...320)
        taste.albumShare = dice.roll(in: 60...500)
        taste.loyal = dice.roll(in: 6...22)
        if dice.chance(120) { taste.era = .newest } else if dice.chance(120) { taste.era = .before(year: 1995) }
        var habits = Habits(slots: kind.slots, taste: taste)
        if dice.chance(300) {
            let month = dice.roll(in: 1...12) * 100
            habits.pauses = [(month + 3)...(month + dice.roll(in: 12...27))]
        }
        // Most listen on about two days a month. A world of thousands is for trying a site at scale: nobody reads all its pages.
        var rarity = Dice(seed, "rarity", number)
        if !rarity.chance(15) { habits.silentShare = 940 }
        return HandMadeListeners.Draft(
            key: "listener-\(number)", id: dice.identifier(length: 25).lowercased(), displayName: "\(first) \(last)",
            username: "\(ascii(first))-\(number)", bio: dice.pick(bios), timeZone: zone, country: country,
            label: kind.label, hasImage: !dice.chance(150), habits: habits)
    }

    /// The name in plain letters, for a username.
    private static func ascii(_ name: String) -> String {
        let plain = name.lowercased().unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar {
            case "ö", "ø", "ô": "o"
            case "í": "i"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(plain.filter { ("a"..."z").contains($0) }))
    }
}
