import SiteModel

/// The texts above and below the sections.
extension RecapPage {
    /// How far the recap goes, and what may still change.
    static func notes(of data: RecapData) -> [String] {
        let through = "through \(EnglishText.dayAndMonth(data.recap.through))"
        switch data.stage {
        case .open: return ["So far, \(through)."]
        case .settling: return ["Plays of the last days may still arrive."]
        case .final: return data.isComplete ? [] : ["Known \(through)."]
        }
    }

    /// Time, plays, days and artists.
    static func facts(of data: RecapData) -> [ProfilePage.Fact] {
        let recap = data.recap
        let time = ListenedTime(milliseconds: recap.listenedMs)
        let facts = [
            ProfilePage.Fact(value: time.value, words: "\(time.unit) of music"),
            ProfilePage.Fact(value: EnglishText.grouped(recap.plays), words: "plays"),
            ProfilePage.Fact(
                value: EnglishText.grouped(recap.activeDays),
                words: "of \(EnglishText.counted(recap.days.count, "day")) with music"),
        ]
        // Top lists of months do not have them all.
        guard recap.music.isWhole else { return facts }
        return facts + [ProfilePage.Fact(value: EnglishText.grouped(recap.music.artistCount), words: "artists")]
    }

    /// Says how the period compares with the one before, as in `That is 12% more than in October, which had 37 hours`.
    ///
    /// Otherwise the time of a day with music. Empty if the user hides the numbers.
    static func sentence(of data: RecapData) -> String {
        guard data.shows(.facts) else { return "" }
        let recap = data.recap
        let daily = ListenedTime(milliseconds: recap.listenedMs / Int64(max(1, recap.activeDays)))
        let mean = "That is \(daily.words) on a day with music"
        guard let previous = data.previous, isComparable(data, with: previous) else { return mean + "." }
        let before = data.period.previous
        let name = before.isYear ? String(before.year) : EnglishText.month(LocalMonth(before.firstDay).components.month)
        let had = ListenedTime(milliseconds: previous.listenedMs).words
        let change = percent(from: previous.listenedMs, to: recap.listenedMs)
        if abs(change) < 3 { return "\(mean), and about as much in all as in \(name), which had \(had)." }
        return "\(mean), and in all \(abs(change))% \(change > 0 ? "more" : "less") than in \(name), which had \(had)."
    }

    /// Both periods are over and known from beginning to end.
    private static func isComparable(_ data: RecapData, with previous: Recap) -> Bool {
        let before = data.period.previous
        return data.stage != .open && data.isComplete && previous.through == before.lastDay
            && previous.listenedMs > 0 && previous.knownSince <= before.firstDay && previous.gapDays <= 1
            && data.recap.gapDays <= 1
    }

    /// The change in whole percent, rounded half away from zero.
    private static func percent(from old: Int64, to new: Int64) -> Int {
        let change = (new - old) * 200
        return Int((change + (change < 0 ? -old : old)) / (old * 2))
    }

    /// The page in a sentence, for previews: `What Ada listened to in November 2026: 41 hours, most of all Nova Tide`.
    static func description(of data: RecapData) -> String {
        var parts: [String] = []
        if data.shows(.facts) { parts.append(ListenedTime(milliseconds: data.recap.listenedMs).words) }
        let artists = data.shows(.artists) ? data.recap.music.artists.prefix(3).map(\.name) : []
        if !artists.isEmpty { parts.append("most of all \(EnglishText.listed(artists))") }
        let head = "What \(data.user.shownName) listened to in \(data.title)"
        return parts.isEmpty ? "\(head)." : "\(head): \(parts.joined(separator: ", "))."
    }

    /// What a reader has to know of the numbers.
    static func sources(of data: RecapData) -> [String] {
        let recap = data.recap
        var sources: [String] = []
        if recap.knownSince > data.period.firstDay {
            sources.append("Nothing is known before \(EnglishText.long(recap.knownSince)).")
        }
        if recap.gapDays > 0 {
            sources.append("On \(EnglishText.counted(recap.gapDays, "day")), some plays may be missing.")
        }
        if !recap.music.isWhole {
            sources.append("The lists add up the first twenty of each month, because older plays are not kept.")
        }
        return sources
    }
}
