import SiteModel

/// A temperament in words: plain numbers, and sentences on what was counted.
///
/// Never a mood or a trait of character.
struct TemperamentWording {
    let temperament: Temperament
    let today: LocalDate

    init(_ temperament: Temperament, today: LocalDate) {
        self.temperament = temperament
        self.today = today
    }

    /// Two ends as one phrase, as in `Night explorer` or `Deep and timeless`; empty while still learning.
    var label: String {
        guard let first = temperament.label.first else { return "" }
        guard temperament.label.count > 1 else { return first.rawValue.capitalizedFirst }
        let second = temperament.label[1]
        return switch (first, second) {
        case (.explorer, _), (.replayer, _): "\(second.rawValue.capitalizedFirst) \(first.rawValue)"
        case (_, .night), (_, .day): "\(first.rawValue.capitalizedFirst) by \(second.rawValue)"
        default: "\(first.rawValue.capitalizedFirst) and \(second.rawValue)"
        }
    }

    /// How many plays were measured, or what is still missing; names the days of a window that is over.
    var sentence: String {
        let isCurrent = temperament.isCurrent(on: today)
        let span = EnglishText.span(temperament.firstDay, "and", temperament.lastDay, seenOn: today)
        let plays = EnglishText.counted(temperament.plays, "play")
        guard temperament.readings.isEmpty else {
            return "From \(plays) \(isCurrent ? "in the last \(Temperament.windowDays) days" : "between \(span)")."
        }
        return "Still learning: \(plays) on \(EnglishText.counted(temperament.activeDays, "day")) "
            + "\(isCurrent ? "so far" : "between \(span)"); it takes \(Temperament.neededPlays) plays on "
            + "\(Temperament.neededDays) of \(isCurrent ? "the last " : "")\(Temperament.windowDays) days."
    }
}

extension TemperamentWording {
    /// The value of an axis as a plain number, such as `31 %` or `about 41 artists' worth`.
    static func number(of reading: Temperament.Reading) -> String {
        switch reading.counts {
        case .exploration(let new, let repeats):
            (new.map { "\(percent($0)) new, " } ?? "") + "\(percent(repeats)) repeated"
        case .width(_, _, let effective?): artistsWorth(effective)
        case .width(_, _, nil): hundredths(reading.value)
        case .freshness(let share, _), .night(let share): percent(share)
        }
    }

    /// One sentence on what was counted for an axis.
    static func sentence(on reading: Temperament.Reading) -> String {
        switch reading.counts {
        case .exploration(let new, let repeats):
            let repeated =
                "\(counted(repeats, "play")) \(wasOrWere(repeats)) of a track that had been played in the "
                + "\(Temperament.repeatDays) days before."
            guard let new else { return repeated }
            return "\(counted(new, "artist")) had not been played in the \(Temperament.daysBefore) days before; "
                + repeated
        case .width(let plays, let artists, _):
            return "\(EnglishText.counted(plays, "play")) of \(EnglishText.counted(artists, "artist")), spread "
                + "\(hundredths(reading.value)) on a scale from 0, one artist alone, to 1."
        case .freshness(let new, let medianYear):
            return "\(counted(new, "play")) with a known release date \(wasOrWere(new)) of a release at most "
                + "\(Temperament.newReleaseDays) days old; the median year is \(medianYear)."
        case .night(let share): return "\(counted(share, "play")) began between 22:00 and 5:00."
        }
    }

    /// `31 %`, rounded half up.
    private static func percent(_ share: Temperament.Share) -> String { "\((share.millionths + 5000) / 10_000) %" }

    /// `0.86`, rounded half up, for millionths.
    private static func hundredths(_ value: Int) -> String {
        let rounded = (value + 5000) / 10_000
        return "\(rounded / 100)." + (rounded % 100 < 10 ? "0" : "") + "\(rounded % 100)"
    }

    /// `about 41 artists' worth`, for millionths of an artist.
    private static func artistsWorth(_ effective: Int) -> String {
        let about = max(1, (effective + 500_000) / 1_000_000)
        return about == 1 ? "about 1 artist's worth" : "about \(EnglishText.grouped(about)) artists' worth"
    }

    /// `761 of 2,159 plays`.
    private static func counted(_ share: Temperament.Share, _ noun: String) -> String {
        "\(EnglishText.grouped(share.count)) of \(EnglishText.counted(share.total, noun))"
    }

    private static func wasOrWere(_ share: Temperament.Share) -> String { share.count == 1 ? "was" : "were" }
}
