extension ProfilePage {
    /// The year of days: words, dots, weeks, and the numbers as a table.
    struct History: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var weekdays: SafeHTML
        var legend: [LegendEntry]
        var weeks: Weeks?
        var gapSentence: String
        var table: [TableWeek]
        var tableDays: [String]
    }

    /// One step of the heatmap.
    struct LegendEntry: Hashable, Sendable {
        var sample: SafeHTML
        var label: String
    }

    /// The bars under the heatmap.
    struct Weeks: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
    }

    /// One week of the table.
    struct TableWeek: Hashable, Sendable {
        var label: String
        var days: [String]
        var total: String
    }

    /// The hours of the day.
    struct Clock: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var week: SafeHTML
        var tableDays: [String]
        var table: [TableHour]
    }

    /// One hour of the clock's table.
    struct TableHour: Hashable, Sendable {
        var label: String
        var days: [String]
        var minutes: String
    }
}

extension ProfilePage.History: TemplateModel {
    static var fields: [TemplateField<ProfilePage.History>] {
        [
            .text("sentence", "The year in words, or a kind sentence in place of the chart.") { $0.sentence },
            .html("picture", "The heatmap, an SVG; empty while there is too little to draw.") { $0.picture },
            .html("weekdays", "The names of weekdays that stand beside the heatmap, an SVG as high as it.") {
                $0.weekdays
            },
            .list("legend", "The heatmap's five steps, from no music to most.") { $0.legend },
            .object("weeks", "The bars of the weeks; missing when the user hides them or there is no heatmap.") {
                $0.weeks
            },
            .text("gapSentence", "When plays may be missing; mostly empty.") { $0.gapSentence },
            .list("table", "The minutes of every day, a row a week, the newest first.") { $0.table },
            .texts("tableDays", "The seven weekdays at the head of the table.") { $0.tableDays },
        ]
    }
}

extension ProfilePage.LegendEntry: TemplateModel {
    static var fields: [TemplateField<ProfilePage.LegendEntry>] {
        [
            .html("sample", "One dot of the step, an SVG.") { $0.sample },
            .text("label", "Its minutes: `20–45 min`.") { $0.label },
        ]
    }
}

extension ProfilePage.Weeks: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Weeks>] {
        [
            .text("sentence", "The fullest week in words; can be empty.") { $0.sentence },
            .html("picture", "The bars, an SVG as wide as the heatmap.") { $0.picture },
        ]
    }
}

extension ProfilePage.TableWeek: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableWeek>] {
        [
            .text("label", "The week's first day: `16 Nov 2026`.") { $0.label },
            .texts("days", "Minutes on each of the seven days; empty for a day outside the year.") { $0.days },
            .text("total", "Minutes of the week.") { $0.total },
        ]
    }
}

extension ProfilePage.Clock: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Clock>] {
        [
            .text("sentence", "The hours in words, or a kind sentence in place of the chart.") { $0.sentence },
            .html("picture", "The dial, an SVG; empty while there is too little to draw.") { $0.picture },
            .html("week", "The hours of each weekday as dots, an SVG; empty while there is too little to draw.") {
                $0.week
            },
            .texts("tableDays", "The seven weekdays at the head of the table.") { $0.tableDays },
            .list("table", "The minutes of each hour of the day.") { $0.table },
        ]
    }
}

extension ProfilePage.TableHour: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableHour>] {
        [
            .text("label", "The hour: `21:00`.") { $0.label },
            .texts("days", "Minutes listened in it on each of the seven weekdays, over the year.") { $0.days },
            .text("minutes", "Minutes listened in it, over the year.") { $0.minutes },
        ]
    }
}
