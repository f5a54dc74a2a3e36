/// What the measures say: a plain number, and one sentence of what was counted.
///
/// Never a mood or a trait of character.
enum TemperamentWording {
    static func learning(plays: Int, activeDays: Int, neededPlays: Int, neededDays: Int) -> String {
        "Still learning: \(counted(plays, "play")) on \(counted(activeDays, "day")) so far; "
            + "it takes \(neededPlays) plays on \(neededDays) of the last \(TemperamentWindow.days) days."
    }

    static func exploration(_ discovery: Discovery?, _ replay: Replay, plays: Int) -> String {
        let repeats =
            "\(grouped(replay.repeats)) of \(counted(plays, "play")) \(replay.repeats == 1 ? "was" : "were") of a track that "
            + "had been played in the 28 days before"
        guard let discovery else { return capitalized(repeats) + "." }
        return "\(grouped(discovery.new)) of \(counted(discovery.artists, "artist")) had not been played in the "
            + "\(Discovery.daysBefore) days before; \(repeats)."
    }

    /// `about 41 artists' worth`; the bare value where no artist was played twice.
    static func widthNumber(_ width: Int, effective: Int?) -> String {
        guard let effective else { return hundredths(width) }
        let about = max(1, (effective + PartsPerMillion.one / 2) / PartsPerMillion.one)
        return about == 1 ? "about 1 artist's worth" : "about \(grouped(about)) artists' worth"
    }

    static func width(_ artists: ArtistCounts, width: Int) -> String {
        "\(counted(artists.plays, "play")) of \(counted(artists.counts.count, "artist")), spread \(hundredths(width)) on a "
            + "scale from 0, one artist alone, to 1."
    }

    static func freshness(_ newness: Newness) -> String {
        "\(grouped(newness.new)) of \(counted(newness.dated, "play")) with a known release date "
            + "\(newness.new == 1 ? "was" : "were") of a release at most \(Newness.days) days old; the median year is "
            + "\(newness.medianYear)."
    }

    static func night(_ share: NightShare, plays: Int) -> String {
        "\(grouped(share.night)) of \(counted(plays, "play")) began between 22:00 and 5:00."
    }

    static func activeDays(_ count: Int) -> String {
        "\(grouped(count)) of the last \(TemperamentWindow.days) days had a play."
    }

    static func streak(_ days: ActiveDays) -> String {
        let current =
            days.current > 0 ? "the present run has \(counted(days.current, "day"))" : "none goes on at present"
        return "The longest run of days with a play within a year has \(counted(days.longest, "day")); \(current)."
    }

    static func hour(_ hour: Int) -> String {
        "Plays begin around \(hour):00, taken as the mean on the clock's circle."
    }

    static let steadiness = """
        Agreement of the top artists of the last four weeks with those of about a year, the first ranks counting most.
        """

    /// `31 %`, rounded half up.
    static func percent(_ share: Int) -> String { "\((share + 5000) / 10_000) %" }

    /// `0.86`, rounded half up.
    static func hundredths(_ value: Int) -> String {
        let rounded = (value + 5000) / 10_000
        return "\(rounded / 100)." + (rounded % 100 < 10 ? "0" : "") + "\(rounded % 100)"
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

    /// `1,204`: by hand, as a formatter depends on the machine's locale.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
