import SiteModel

/// A temperament in words: a phrase, and for each axis a sentence that a friend would say and the exact counts behind it.
///
/// Never a mood or a trait of character.
struct TemperamentWording {
    let temperament: Temperament
    let today: LocalDate
    /// Whether much of the listening is in the morning: the figures tell only the night from the day.
    var isEarly = false

    /// A phrase of the ends that stand out, as in `Night-owl devotee`; empty while still learning.
    ///
    /// Made again from the readings, because a stored label can be older than the rule.
    var label: String {
        guard !temperament.readings.isEmpty else { return "" }
        let poles = Temperament.label(of: temperament.readings, after: temperament.label)
        return Self.phrase(of: poles, isEarly: isEarly).capitalizedFirst
    }

    /// A phrase of at most two ends, in lower case.
    static func phrase(of poles: [Temperament.Pole], isEarly: Bool = false) -> String {
        guard let first = poles.first else { return "a bit of everything" }
        guard poles.count > 1 else { return noun(first, isEarly) }
        let second = poles[1]
        // Of freshness and the hours, the hours make the better noun.
        let isLast = first == .fresh || first == .timeless
        return isLast
            ? "\(modifier(first, isEarly)) \(noun(second, isEarly))"
            : "\(modifier(second, isEarly)) \(noun(first, isEarly))"
    }

    private static func noun(_ pole: Temperament.Pole, _ isEarly: Bool) -> String {
        switch pole {
        case .explorer: "explorer"
        case .replayer: "replayer"
        case .wide: "wanderer"
        case .deep: "devotee"
        case .fresh: "up-to-date listener"
        case .timeless: "classicist"
        case .night: "night owl"
        case .day: isEarly ? "early bird" : "daytime listener"
        }
    }

    private static func modifier(_ pole: Temperament.Pole, _ isEarly: Bool) -> String {
        switch pole {
        case .explorer, .replayer: noun(pole, isEarly)
        case .wide: "wandering"
        case .deep: "devoted"
        case .fresh: "up-to-date"
        case .timeless: "timeless"
        case .night: "night-owl"
        case .day: isEarly ? "early-bird" : "daytime"
        }
    }

    /// How many plays were measured; names the days of a window that is over.
    var sentence: String {
        let span = EnglishText.span(temperament.firstDay, "and", temperament.lastDay, seenOn: today)
        let days = temperament.isCurrent(on: today) ? "in the last \(Temperament.windowDays) days" : "between \(span)"
        return "From \(EnglishText.counted(temperament.plays, "play")) \(days)."
    }
}

extension TemperamentWording {
    /// What a friend would say about an axis.
    static func sentence(on reading: Temperament.Reading) -> String {
        let words = words(on: reading.counts)
        return reading.isInBetween ? "In between: \(words)" : words.capitalizedFirst
    }

    private static func words(on counts: Temperament.Counts) -> String {
        switch counts {
        case .exploration(let new, let repeats):
            let repeated =
                "\(ShareWords(repeats.millionths, of: "play").subject) repeated a track of the four weeks before."
            guard let new else { return repeated }
            let artists = ShareWords(new.millionths, of: "artist")
            return "\(artists.subject) \(artists.verb) new in these three months, and \(repeated)"
        case .width(_, let artists, let effective):
            let number = EnglishText.counted(artists, "artist")
            guard artists > 1 else { return "\(number), and no other." }
            guard let effective else { return "\(number), none of them twice." }
            let about = (effective + 500_000) / 1_000_000
            if about <= 1 { return "\(number), and nearly all plays of one of them." }
            if about >= artists { return "\(number), all in equal turns." }
            return "\(number), as varied as \(EnglishText.grouped(about)) in equal turns."
        case .freshness(let new, let medianYear):
            let plays = ShareWords(new.millionths, of: "play")
            let isMostlyNew = new.millionths >= 500_000
            return "\(plays.subject) \(plays.verb) of a release not a year old"
                + (isMostlyNew ? "." : "; half of all plays go back to \(medianYear) or further.")
        case .night(let share):
            let plays = ShareWords(share.millionths, of: "play")
            let isRare = share.count > 0 && share.millionths < 20_000
            return "\(plays.subject) began between \(night)"
                + (isRare ? ": \(EnglishText.grouped(share.count)) of \(EnglishText.grouped(share.total))." : ".")
        }
    }

    private static let night = "\(EnglishText.hour(22)) and \(EnglishText.hour(5))"

    /// The value of an axis as a plain number, such as `31%` or `about 41 artists’ worth`.
    static func number(of reading: Temperament.Reading) -> String {
        switch reading.counts {
        case .exploration(let new, let repeats):
            (new.map { "\(percent($0)) new, " } ?? "") + "\(percent(repeats)) repeated"
        case .width(_, _, let effective?): artistsWorth(effective)
        case .width(_, _, nil): hundredths(reading.value)
        case .freshness(let share, _), .night(let share): percent(share)
        }
    }

    /// One sentence on exactly what was counted for an axis.
    static func measure(of reading: Temperament.Reading) -> String {
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
        case .night(let share): return "\(counted(share, "play")) began between \(night)."
        }
    }

    /// `31%`, rounded half up.
    private static func percent(_ share: Temperament.Share) -> String { "\((share.millionths + 5000) / 10_000)%" }

    /// `0.86`, rounded half up, for millionths.
    private static func hundredths(_ value: Int) -> String {
        let rounded = (value + 5000) / 10_000
        return "\(rounded / 100)." + (rounded % 100 < 10 ? "0" : "") + "\(rounded % 100)"
    }

    /// `about 41 artists’ worth`, for millionths of an artist.
    private static func artistsWorth(_ effective: Int) -> String {
        let about = max(1, (effective + 500_000) / 1_000_000)
        return about == 1 ? "about 1 artist’s worth" : "about \(EnglishText.grouped(about)) artists’ worth"
    }

    /// `761 of 2,159 plays`.
    private static func counted(_ share: Temperament.Share, _ noun: String) -> String {
        "\(EnglishText.grouped(share.count)) of \(EnglishText.counted(share.total, noun))"
    }

    private static func wasOrWere(_ share: Temperament.Share) -> String { share.count == 1 ? "was" : "were" }
}
