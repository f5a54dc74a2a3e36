import SiteModel

extension RecapPage {
    /// Artists that stand out, and a sentence about them.
    struct Names: Hashable, Sendable {
        var sentence: String
        var rows: [Row]
    }
}

extension RecapPage.Names {
    /// The artists that were new; `nil` if the user hides them, or when too little of the time before is known.
    init?(newcomersOf data: RecapData, rows: RecapPage.Rows) {
        let recap = data.recap
        guard data.shows(.discoveries), recap.newArtists > 0,
            data.period.firstDay.dayNumber - recap.knownSince.dayNumber >= ProfilePage.Discoveries.daysOfHistory
        else { return nil }
        self.init(
            sentence:
                "\(EnglishText.counted(recap.newArtists, "artist")) \(recap.newArtists == 1 ? "was" : "were") new.",
            rows: data.shows(.artists) ? Self.rows(recap.music.newcomers, rows) : [])
    }

    /// The artists who came back in a year; `nil` if there are none, or the user hides them.
    init?(comebacksOf data: RecapData, rows: RecapPage.Rows) {
        let artists = data.recap.music.comebacks
        guard data.shows(.discoveries), data.shows(.artists), !artists.isEmpty,
            data.period.firstDay.dayNumber - data.recap.knownSince.dayNumber >= 365
        else { return nil }
        self.init(
            sentence: "Heard again after at least half a year without a play.", rows: Self.rows(artists, rows))
    }

    private static func rows(_ items: [RecapMusic.Item], _ rows: RecapPage.Rows) -> [RecapPage.Row] {
        items.map { rows.row(of: $0, amount: EnglishText.counted($0.plays, "play")) }
    }
}

extension RecapPage.Names: TemplateModel {
    static var fields: [TemplateField<RecapPage.Names>] {
        [
            .text("sentence", "How many there were, or what they have in common.") { $0.sentence },
            .flag("hasRows", "Whether any is named.") { !$0.rows.isEmpty },
            .list("rows", "The most listened to of them, at most three.") { $0.rows },
        ]
    }
}
