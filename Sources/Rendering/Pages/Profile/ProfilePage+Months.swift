extension ProfilePage {
    /// The months of the past year, the newest first.
    struct Months: Hashable, Sendable {
        var sentence: String
        var rows: [MonthRow]
    }

    /// One month: its most listened to artist and track.
    struct MonthRow: Hashable, Sendable {
        var name: String
        var year: String
        var time: String
        var artist: ArtistRow?
        var track: TrackRow?
    }

    /// How many artists were new in each month.
    struct Discoveries: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var table: [TableLine]
    }

    /// When what is played was released.
    struct Decades: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var table: [TableLine]
    }

    /// One line of a table of two or three columns.
    struct TableLine: Hashable, Sendable {
        var label: String
        var value: String
        var share: String
    }
}

extension ProfilePage.Months: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Months>] {
        [
            .text("sentence", "The months in words, or a kind sentence in their place; can be empty.") { $0.sentence },
            .flag("hasRows", "Whether there is any month.") { !$0.rows.isEmpty },
            .list("rows", "The months of the past year with a play, the newest first.") { $0.rows },
        ]
    }
}

extension ProfilePage.MonthRow: TemplateModel {
    static var fields: [TemplateField<ProfilePage.MonthRow>] {
        [
            .text("name", "The month: `November`.") { $0.name },
            .text("year", "Its year: `2026`.") { $0.year },
            .text("time", "How long was listened: `41 hours`.") { $0.time },
            .object("artist", "The artist with the most listened time; missing when no artist is known.") { $0.artist },
            .object("track", "The track with the most listened time.") { $0.track },
        ]
    }
}

extension ProfilePage.Discoveries: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Discoveries>] {
        [
            .text("sentence", "The new artists in words, or a kind sentence in place of the chart.") { $0.sentence },
            .html("picture", "The bars, an SVG; empty while there is too little to draw.") { $0.picture },
            .list("table", "The new artists of each month, the newest first; `share` is empty.") { $0.table },
        ]
    }
}

extension ProfilePage.Decades: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Decades>] {
        [
            .text("sentence", "The decades in words, or a kind sentence in place of the chart.") { $0.sentence },
            .html("picture", "The bars, an SVG; empty while there is too little to draw.") { $0.picture },
            .list("table", "The plays of each decade, the newest first.") { $0.table },
        ]
    }
}

extension ProfilePage.TableLine: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableLine>] {
        [
            .text("label", "What is counted: `November 2026`, `1990s`.") { $0.label },
            .text("value", "The number.") { $0.value },
            .text("share", "The same as a share: `44 %`; can be empty.") { $0.share },
        ]
    }
}
