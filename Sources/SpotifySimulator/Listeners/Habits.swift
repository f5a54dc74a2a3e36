/// A part of the day in which someone may start a session.
struct Slot: Sendable {
    /// Minutes after local midnight; up to 29 hours, since a listener's day ends at five in the morning.
    var start: Int
    /// The session may begin up to this many minutes later.
    var spread: Int
    /// The chance in a thousand, from Monday to Friday and on the weekend.
    var weekday: Int
    var weekend: Int
    var minutes: ClosedRange<Int>

    init(_ hour: Int, spread: Int = 60, weekday: Int, weekend: Int, minutes: ClosedRange<Int>) {
        start = hour * 60
        self.spread = spread
        self.weekday = weekday
        self.weekend = weekend
        self.minutes = minutes
    }
}

/// What someone likes, and how they listen to it; shares are in a thousand.
struct Taste: Sendable {
    enum Era: Sendable { case any, before(year: Int), newest }

    /// Scenes by name, the favourite first.
    var scenes: [String]
    var era: Era = .any
    /// The artists that stay for years.
    var loyal = 14
    /// The artists that change every month.
    var seasonal = 8
    /// The shares of single tracks that are by an artist of this month, and by an artist found this week.
    var seasonalShare = 300
    var discoveryShare = 60
    /// The artists found in a week.
    var found = 4
    /// The shares of sessions with one album, one artist, one repeated track.
    var albumShare = 220
    var artistShare = 120
    var loopShare = 15
    /// The share of plays that are cut short.
    var skipShare = 110
    /// Nearly always listens to the same album.
    var oneAlbum = false
}

/// A listener's habits.
struct Habits: Sendable {
    var slots: [Slot]
    var taste: Taste
    /// Days of every year, first to last as month × 100 + day, on which nothing is played.
    var pauses: [ClosedRange<Int>] = []
    /// The only days of every year on which anything is played, as month × 100 + day with the number of plays.
    var onlyOn: [(date: Int, plays: Int)]?
    var hasLocalFiles = false
    /// The share of days without music; a year without such a day would not look real.
    var silentShare = 45

    static let daytime = [
        Slot(7, spread: 50, weekday: 620, weekend: 180, minutes: 15...45),
        Slot(9, spread: 80, weekday: 480, weekend: 260, minutes: 25...120),
        Slot(13, spread: 90, weekday: 380, weekend: 330, minutes: 20...90),
        Slot(17, spread: 70, weekday: 520, weekend: 340, minutes: 20...60),
        Slot(20, spread: 80, weekday: 250, weekend: 380, minutes: 20...80),
    ]

    static let night = [
        Slot(15, spread: 120, weekday: 160, weekend: 240, minutes: 20...60),
        Slot(19, spread: 90, weekday: 300, weekend: 320, minutes: 20...70),
        Slot(22, spread: 60, weekday: 720, weekend: 700, minutes: 35...110),
        Slot(25, spread: 60, weekday: 560, weekend: 680, minutes: 30...120),
    ]

    static let evening = [
        Slot(8, spread: 60, weekday: 330, weekend: 140, minutes: 15...40),
        Slot(12, spread: 60, weekday: 180, weekend: 300, minutes: 15...50),
        Slot(18, spread: 90, weekday: 520, weekend: 460, minutes: 25...80),
        Slot(21, spread: 60, weekday: 430, weekend: 420, minutes: 25...100),
    ]

    static let weekends = [
        Slot(10, spread: 90, weekday: 30, weekend: 780, minutes: 40...150),
        Slot(14, spread: 120, weekday: 40, weekend: 640, minutes: 40...170),
        Slot(19, spread: 90, weekday: 110, weekend: 700, minutes: 40...140),
        Slot(23, spread: 60, weekday: 20, weekend: 420, minutes: 30...120),
    ]

    static let always = [
        Slot(7, spread: 40, weekday: 700, weekend: 420, minutes: 20...50),
        Slot(9, spread: 60, weekday: 820, weekend: 600, minutes: 40...100),
        Slot(12, spread: 50, weekday: 560, weekend: 540, minutes: 25...70),
        Slot(15, spread: 50, weekday: 720, weekend: 640, minutes: 30...90),
        Slot(18, spread: 50, weekday: 620, weekend: 560, minutes: 20...60),
        Slot(21, spread: 60, weekday: 640, weekend: 720, minutes: 30...90),
    ]

    static let sparse = [
        Slot(12, spread: 240, weekday: 90, weekend: 160, minutes: 10...40),
        Slot(19, spread: 150, weekday: 140, weekend: 200, minutes: 15...50),
    ]
}
