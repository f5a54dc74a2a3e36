import Foundation
import GRDB

/// Writes one user's listening days, inside a transaction.
///
/// The total of a day that lost plays to a purge never falls: it is kept unless the stored plays add up to more.
struct DayTotals {
    let database: Database
    let userID: Int64
    /// The UTC offsets by which the user's plays are dated.
    let clock: ZoneOffsets

    /// Sums some days again.
    ///
    /// - Parameters:
    ///   - dates: The days.
    ///   - plays: At least all plays of these days.
    ///   - tracks: The tracks of the plays.
    /// - Throws: What SQLite reports.
    func sumUp(_ dates: Set<LocalDate>, _ plays: [DayPlay], of tracks: [PlayedTrack]) throws {
        guard let first = dates.min(), let last = dates.max() else { return }
        let purged = try purgedDays(from: first, to: last)
        let replace = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO listeningDay
                    (userID, date, listenedMs, plays, hours, topArtistID, topTrackID, isPurged)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var silent = dates.subtracting(purged.keys)
        let plays = plays.filter { dates.contains(clock.date(of: $0.playedAt)) }
        for day in ListeningDay.summing(plays, of: tracks, by: clock) {
            silent.remove(day.date)
            let kept = purged[day.date]
            if let kept, day.listenedMs <= kept { continue }
            try replace.execute(arguments: [
                userID, day.date.description, day.listenedMs, day.plays, Data(day.hours.stored), day.topArtistID,
                day.topTrackID, kept != nil,
            ])
        }
        let delete = try database.cachedStatement(sql: "DELETE FROM listeningDay WHERE userID = ? AND date = ?")
        for date in silent { try delete.execute(arguments: [userID, date.description]) }
    }

    /// The listened time of the days in a span that lost plays to a purge.
    private func purgedDays(from first: LocalDate, to last: LocalDate) throws -> [LocalDate: Int64] {
        let statement = try database.cachedStatement(
            sql: "SELECT date, listenedMs FROM listeningDay WHERE userID = ? AND date BETWEEN ? AND ? AND isPurged")
        let rows = try Row.fetchCursor(statement, arguments: [userID, first.description, last.description])
        var days: [LocalDate: Int64] = [:]
        while let row = try rows.next() {
            if let date = LocalDate(row[0] as String) { days[date] = row[1] }
        }
        return days
    }
}
