import SiteModel
import TestSupport

@testable import SyncRunner

/// A year of one user's syncs: how many calls they make, and which plays they miss.
struct PollingYear {
    /// How often a user is synced.
    enum Way {
        /// Every hour, for every user.
        case hourly
        case policy(DuePolicy)
    }

    /// Requests to the Web API, including failed ones.
    private(set) var calls = 0
    /// Plays that ended within the year but were in no answer.
    private(set) var lost = 0
    /// Plays that ended within the year.
    private(set) var plays = 0
    /// The answers that may hold something new, oldest first.
    private(set) var answers: [Answer] = []

    /// The list of recent plays at one moment.
    struct Answer {
        /// Seconds since the year began.
        var at: Int
        /// Indices into the year's plays, oldest first.
        var plays: [Int]
    }

    static let start = Instant.sample

    private let year: InventedYear
    private var candidate = SyncCandidate.sample(createdAt: Self.start)
    private var listDates: [TopListKey: Instant] = [:]
    private var profileDate: Instant?
    /// Which of the year's plays were in an answer.
    private var isSeen: [Bool]
    /// How many of the year's plays had ended at the last answer.
    private var ended = 0
    /// How many plays in the range of the last answer are not offered yet.
    private var waiting = 0

    init(of year: InventedYear, cron: CronYear, way: Way) {
        self.year = year
        isSeen = Array(repeating: false, count: year.plays.count)
        let policy = if case .policy(let policy) = way { policy } else { DuePolicy() }
        for (run, isAnswered) in zip(cron.runs, cron.answered) {
            let now = Self.start + .seconds(run)
            if case .policy = way, policy.verdict(for: candidate, at: now) != .due { continue }
            guard isAnswered else {
                calls += 1
                candidate.attemptedAt = now
                continue
            }
            ask(at: run, now, policy)
        }
        // Plays of the last hours are not counted: the next year's runs would get them.
        let end = cron.runs.last ?? 0
        for (play, isSeen) in zip(year.plays, isSeen) where play.end >= 0 && play.offeredFrom < end - 100 * 3600 {
            plays += 1
            if !isSeen { lost += 1 }
        }
    }

    private mutating func ask(at run: Int, _ now: Instant, _ policy: DuePolicy) {
        calls += 1
        look(at: run)
        for key in TopListKey.all where policy.isTopListDue(key.timeRange, fetchedAt: listDates[key], at: now) {
            calls += 1
            listDates[key] = now
        }
        if policy.isProfileDue(fetchedAt: profileDate, at: now) {
            calls += 1
            profileDate = now
        }
        candidate.user.syncedAt = now
        candidate.attemptedAt = now
    }

    /// The last 50 plays that Spotify offers at that moment.
    private mutating func look(at run: Int) {
        let before = ended
        while ended < year.plays.count, year.plays[ended].end <= run { ended += 1 }
        guard ended > before || waiting > 0 else { return }
        waiting = 0
        var left = RecentPlays.limit
        var index = ended - 1
        var offered: [Int] = []
        while index >= 0, left > 0 {
            if year.plays[index].offeredFrom <= run {
                isSeen[index] = true
                offered.append(index)
                left -= 1
            } else {
                waiting += 1
            }
            index -= 1
        }
        guard let newest = offered.first.map({ Self.start + .seconds(year.plays[$0].end) }) else { return }
        answers.append(Answer(at: run, plays: offered.reversed()))
        candidate.lastPlayAt = candidate.lastPlayAt.map { max($0, newest) } ?? newest
        noteStretch(from: index + 1)
    }

    /// Computes the quickest stretch as the store does, from the plays in the answer.
    private mutating func noteStretch(from first: Int) {
        let seen = (first..<ended).filter { isSeen[$0] }.map { year.plays[$0].end }
        let count = RecentPlays.stretch
        guard seen.count >= count else { return }
        for last in count - 1..<seen.count {
            let stretch = Duration.seconds(seen[last] - seen[last - count + 1])
            candidate.quickestStretch = min(candidate.quickestStretch ?? stretch, stretch)
        }
    }
}
