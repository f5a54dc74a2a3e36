/// The listeners that were written by hand; further ones are rolled.
enum HandMadeListeners {
    struct Draft: Sendable {
        var key: String
        var id: String
        var displayName: String?
        var username: String
        var bio: String
        var timeZone: String
        var country: String
        var label: String
        var hasImage = true
        var habits: Habits
    }

    /// Twelve people to show a site with: one of them is new, one silent.
    static let friendly: [Draft] = usual + [steady] + eras + [host, newcomer, nobody]
    /// Names that attack a page, among people whose habits are unusual.
    static let hostile: [Draft] = usual + [threePlays, nobody, heavy] + attackers + eras

    private static let usual = [
        Draft(
            key: "night-owl", id: "ines.nachtwey", displayName: "Ines Nachtwey", username: "ines",
            bio: "Sound engineer, mostly after dark. *Loud in headphones, quiet in person.*", timeZone: "Europe/Berlin",
            country: "DE", label: "Night owl",
            habits: Habits(slots: Habits.night, taste: Taste(scenes: ["berlin", "now", "jazz"]))),
        Draft(
            key: "one-album", id: "31tq5wzfnyoa3k2x7yqe4mdz6m4u", displayName: "Theodore Pell", username: "theo",
            bio: "One record at a time.", timeZone: "America/New_York", country: "US", label: "One album",
            habits: Habits(
                slots: Habits.evening,
                taste: Taste(
                    scenes: ["folk"], loyal: 5, seasonal: 2, seasonalShare: 40, discoveryShare: 5, albumShare: 930,
                    artistShare: 20, loopShare: 20, skipShare: 25, oneAlbum: true))),
        Draft(
            key: "explorer", id: "1138840912", displayName: "Anuja Lama-Thapa", username: "anuja",
            bio: "Never the same street twice. Keeps a list at [example.org](https://example.org/anuja).",
            timeZone: "Asia/Kathmandu", country: "NP", label: "Explorer",
            habits: Habits(
                slots: Habits.daytime,
                taste: Taste(
                    scenes: ["cairo", "brasil", "citypop", "jazz", "miniatures", "now", "berlin", "folk"], loyal: 10,
                    seasonal: 24, seasonalShare: 380, discoveryShare: 460, found: 14, albumShare: 120,
                    artistShare: 40, loopShare: 2))),
        Draft(
            key: "early-bird", id: "devika_r", displayName: "Devika Raghunathan", username: "devika",
            bio: "Teacher. First kettle at five, last song at six.", timeZone: "Asia/Calcutta", country: "IN",
            label: "Early bird",
            habits: Habits(
                slots: [
                    Slot(5, spread: 45, weekday: 830, weekend: 560, minutes: 35...100),
                    Slot(9, spread: 90, weekday: 520, weekend: 360, minutes: 30...110),
                    Slot(15, spread: 90, weekday: 400, weekend: 240, minutes: 20...70),
                ], taste: Taste(scenes: ["brasil", "jazz", "cairo"]))),
        Draft(
            key: "weekend", id: "joaoamaral", displayName: "João Amaral", username: "joao",
            bio: "Five days of meetings, two days of **samba**.", timeZone: "America/Sao_Paulo", country: "BR",
            label: "Weekend listener",
            habits: Habits(slots: Habits.weekends, taste: Taste(scenes: ["brasil", "now", "citypop"]))),
        Draft(
            key: "holiday", id: "mereana.k", displayName: "Mereana Kerr", username: "mereana",
            bio: "Bookshop, Dunedin. Off the grid every January and August.", timeZone: "Pacific/Auckland",
            country: "NZ", label: "Goes on holiday",
            habits: Habits(
                slots: Habits.evening, taste: Taste(scenes: ["folk", "jazz", "citypop"]),
                pauses: [103...121, 804...829])),
    ]

    private static let threePlays = Draft(
        key: "three-plays", id: "youssef-n", displayName: "Youssef N.", username: "youssef",
        bio: "Just looking around.", timeZone: "Africa/Cairo", country: "EG", label: "Three plays",
        habits: Habits(
            slots: [Slot(20, spread: 40, weekday: 1000, weekend: 1000, minutes: 30...30)],
            taste: Taste(scenes: ["cairo"], skipShare: 0), onlyOn: [(1031, 2), (1101, 1)]))

    private static let nobody = Draft(
        key: "nobody", id: "0x7f", displayName: nil, username: "nobody", bio: "", timeZone: "Europe/Lisbon",
        country: "PT", label: "Nobody", hasImage: false,
        habits: Habits(slots: [], taste: Taste(scenes: ["folk"])))

    private static let heavy = Draft(
        key: "heavy", id: "noriko_always", displayName: "Noriko Asai", username: "noriko",
        bio: "Music is the room I work in.\n\n- beats while drawing\n- city pop while cooking",
        timeZone: "Asia/Tokyo",
        country: "JP", label: "Always on",
        habits: Habits(
            slots: Habits.always,
            taste: Taste(
                scenes: ["citypop", "miniatures", "jazz", "miniatures"], loyal: 22, seasonal: 12,
                skipShare: 60), hasLocalFiles: true, silentShare: 6))

    /// The same person with fewer hours: the plays of the heavy one take a quarter of a demo's time.
    private static let steady = {
        var draft = heavy
        draft.habits.slots = [Habits.always[0], Habits.always[2], Habits.always[5]]
        return draft
    }()

    private static let host = Draft(
        key: "host", id: "marta.al.aire", displayName: "Marta Quiroga", username: "marta",
        bio: "Two playlists: *kitchen* and *last bus*.", timeZone: "America/Montevideo", country: "UY",
        label: "Two playlists",
        habits: Habits(slots: Habits.evening, taste: Taste(scenes: ["cairo", "citypop", "brasil"], loyal: 9)))

    private static let newcomer = Draft(
        key: "newcomer", id: "pip.adeyemi", displayName: "Pip Adeyemi", username: "pip",
        bio: "New here, and already behind on everything.", timeZone: "Europe/London", country: "GB",
        label: "Began two weeks ago",
        habits: Habits(slots: Habits.daytime, taste: Taste(scenes: ["now", "folk"], loyal: 8), silentShare: 0))

    private static let attackers = [
        Draft(
            key: "hostile-markup", id: "bobby <tables>&\"/?#", displayName: "<b>Bobby</b> <script>alert(1)</script>",
            username: "bobby",
            bio: "<script>alert('bio')</script> [click](javascript:alert(1)) **bold** &amp; <b>tag</b>",
            timeZone: "America/St_Johns", country: "CA", label: "Names that look like markup",
            habits: Habits(slots: Habits.evening, taste: Taste(scenes: ["hostile", "berlin", "hostile"]))),
        Draft(
            key: "hostile-marks", id: "quote'\"\u{301}", displayName: "\"\u{301} onmouseover=\"alert(1)\" {{name}}",
            username: "quote", bio: "{{{bio}}} ![x](https://example.org/\"onerror=alert(1)) \"\u{301}",
            timeZone: "Australia/Lord_Howe", country: "AU", label: "A quote and a combining mark",
            habits: Habits(slots: Habits.daytime, taste: Taste(scenes: ["hostile", "now"]))),
        Draft(
            key: "hostile-scripts", id: "שלום-مرحبا-🙂",
            displayName: "\u{202B}لَيْلى \u{2067}שלום\u{2069} 👩🏽‍💻👨‍👩‍👧‍👦\u{202C}", username: "layla",
            bio: "\u{202E}من اليمين إلى اليسار\u{202C} 👍🏿 " + String(repeating: "unbroken", count: 30),
            timeZone: "Africa/Casablanca", country: "MA", label: "Right to left, and emoji",
            habits: Habits(slots: Habits.night, taste: Taste(scenes: ["hostile", "cairo", "brasil"]))),
        Draft(
            key: "hostile-length", id: String(repeating: "x", count: 120),
            displayName: String(repeating: "Lengthy", count: 28) + "\t\n\u{1}\u{7F}end", username: "lengthy",
            bio: String(repeating: "A long story. ", count: 60), timeZone: "America/Argentina/Buenos_Aires",
            country: "AR",
            label: "Names without end",
            habits: Habits(slots: Habits.sparse, taste: Taste(scenes: ["hostile", "folk"]))),
    ]

    private static let eras = [
        Draft(
            key: "timeless", id: "augusta1948", displayName: "Augusta Merriweather", username: "augusta",
            bio: "If it was pressed after 1979, I have not got to it yet.", timeZone: "Europe/London", country: "GB",
            label: "Timeless",
            habits: Habits(
                slots: Habits.evening,
                taste: Taste(scenes: ["jazz", "folk", "brasil"], era: .before(year: 1980)))),
        Draft(
            key: "fresh", id: "kai.releaseradar", displayName: "Kai Lindgren-Obi", username: "kai",
            bio: "Friday is the best day.", timeZone: "Europe/Stockholm", country: "SE", label: "Only new releases",
            habits: Habits(
                slots: Habits.daytime,
                taste: Taste(scenes: ["now", "berlin"], era: .newest, discoveryShare: 160))),
    ]
}
