import SiteModel

extension RecapPage {
    /// Something that happened: a recording on repeat, the longest sitting, the first play.
    struct Moment: Hashable, Sendable {
        var label: String
        var words: String
        var row: Row?
    }

    /// What happened in the period, as far as the user shows it.
    static func moments(of data: RecapData, rows: Rows) -> [Moment] {
        let music = data.recap.music
        func moment(_ label: String, _ words: String, _ item: RecapMusic.Item) -> Moment {
            Moment(label: label, words: words, row: rows.row(of: item, amount: ""))
        }
        var moments: [Moment] = []
        if data.shows(.tracks), let repeated = music.onRepeat, let date = repeated.date {
            let day = data.shows(.history) ? EnglishText.dayAndMonth(date) : "one day"
            let words = "\(EnglishText.counted(repeated.count, "play")) on \(day)"
            moments.append(moment("On repeat", words, repeated.item))
        }
        if data.shows(.tracks), let faithful = music.faithful {
            moments.append(
                moment("Most faithful", "on \(EnglishText.counted(faithful.count, "day"))", faithful.item))
        }
        if data.shows(.clock), data.shows(.history), let sitting = music.sitting, sitting.lengthMs >= 3_600_000 {
            let began = "from \(time(sitting.minute)) on \(EnglishText.dayAndMonth(sitting.date))"
            moments.append(Moment(label: "Longest sitting", words: "\(length(sitting.lengthMs)) \(began)"))
        }
        guard data.period.isYear, data.shows(.tracks), data.shows(.history) else { return moments }
        func words(_ moment: RecapMusic.Moment) -> String {
            let day = EnglishText.dayAndMonth(moment.date)
            return data.shows(.clock) ? "\(day), \(time(moment.minute))" : day
        }
        if let first = music.first, data.recap.knownSince <= data.period.firstDay {
            moments.append(moment("First play", words(first), first.item))
        }
        if let last = music.last, data.stage != .open, data.isComplete {
            moments.append(moment("Last play", words(last), last.item))
        }
        return moments
    }

    private static func time(_ minute: Int) -> String { EnglishText.time(hour: minute / 60, minute: minute % 60) }

    /// `5 h 12 min`.
    private static func length(_ milliseconds: Int64) -> String {
        let minutes = EnglishText.minutes(ofMilliseconds: milliseconds)
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}

extension RecapPage.Moment: TemplateModel {
    static var fields: [TemplateField<RecapPage.Moment>] {
        [
            .text("label", "What it is: `On repeat`.") { $0.label },
            .text("words", "When, and how often: `14 plays on 3 November`.") { $0.words },
            .object("row", "The recording; missing where it is about none.") { $0.row },
        ]
    }
}
