import SiteModel

/// What the people of a directory have in common this week: sums of what each one's line tells.
struct SharedListening {
    private let people: Int
    private let listenedMs: Int64
    /// The artist whom most have on top, and how many; two at least.
    private let favourite: (name: String, people: Int)?

    init(_ listed: [ListedPerson]) {
        let heard = listed.compactMap(\.weeks.last).filter { $0 > 0 }
        people = heard.count
        listenedMs = heard.reduce(0, +)
        var counts: [String: (name: String, people: Int)] = [:]
        for person in listed where !person.topArtistID.isEmpty {
            counts[person.topArtistID, default: (person.topArtist, 0)].people += 1
        }
        let most = counts.values.map(\.people).max() ?? 0
        let leaders = counts.values.filter { $0.people == most }
        favourite = most > 1 && leaders.count == 1 ? leaders[0] : nil
    }

    /// `This week: 61 hours between ten people, and three of them have Magpie Buses on top.`; empty for fewer than two
    /// people.
    var sentence: String {
        guard people > 1 else { return "" }
        let time = ListenedTime(milliseconds: listenedMs).words
        let head = "In these seven days: \(time) between \(EnglishText.spelledMonths(people)) people"
        guard let favourite else { return head + "." }
        let number = EnglishText.spelledMonths(favourite.people)
        return "\(head); \(number) have \(EnglishText.isolated(favourite.name)) on top."
    }
}
