import Foundation
import GRDB

/// What was in Spotify's last answers for one user, so that a sync looks up only what is new, inside a transaction.
///
/// Hour after hour, nearly all of the 50 plays and of each list are those of the answer before. An item is known by a
/// digest of everything that the store keeps of it: a migration that makes the store keep more has to empty the table.
///
/// What another user's answer says about a shared track stays until this user's answer differs from the one before.
struct LastAnswers {
    let database: Database
    let userID: Int64

    /// The plays that were not in the last answer; this one becomes the last.
    func new(_ plays: [TrackPlay]) throws -> [TrackPlay] {
        try new(plays, in: Self.plays) { entry, digest in
            digest.add("at", entry.play.playedAt.milliseconds)
            digest.add("context", entry.play.contextType)
            entry.track.add(to: &digest)
        }
    }

    /// The artists that were not in the last answer for that list; this one becomes the last.
    func new(_ artists: [Artist], in range: TimeRange) throws -> [Artist] {
        try new(artists, in: "artists \(range.rawValue)") { $0.add(to: &$1) }
    }

    /// The tracks that were not in the last answer for that list; this one becomes the last.
    func new(_ tracks: [Track], in range: TimeRange) throws -> [Track] {
        try new(tracks, in: "tracks \(range.rawValue)") { $0.add(to: &$1) }
    }

    /// Forgets the plays of the last answer, because some were deleted: the next sync looks up all.
    func forgetPlays() throws {
        try database.cachedStatement(sql: "DELETE FROM lastAnswer WHERE userID = ? AND answer = ?")
            .execute(arguments: [userID, Self.plays])
    }

    private static let plays = "plays"

    private func new<Item>(
        _ items: [Item], in answer: String, _ add: (Item, inout Fingerprint) -> Void
    ) throws -> [Item] {
        let digests = items.map { item in
            var digest = Fingerprint(of: answer)
            add(item, &digest)
            return digest.digest.prefix(Self.digestLength)
        }
        let statement = try database.cachedStatement(
            sql: "SELECT digests FROM lastAnswer WHERE userID = ? AND answer = ?")
        let last = try FastRows.first(statement, [userID, answer]) { $0.bytes(0) } ?? []
        let all = Array(digests.joined())
        guard all != last else { return [] }
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO lastAnswer (userID, answer, digests) VALUES (?, ?, ?)"
        ).execute(arguments: [userID, answer, Data(all)])
        let known = Set(
            stride(from: 0, to: last.count, by: Self.digestLength).map { last[$0...].prefix(Self.digestLength) })
        return zip(items, digests).filter { !known.contains($1) }.map(\.0)
    }

    /// In bytes: two of the items of one answer never agree by accident.
    private static let digestLength = 8
}

extension Track {
    fileprivate func add(to digest: inout Fingerprint) {
        digest.add("id", id)
        digest.add("name", name)
        digest.add("url", url)
        digest.add("image", imageURL)
        digest.add("album", album)
        digest.add("length", durationMs.map { String($0) })
        digest.add("isrc", isrc)
        digest.add("released", releaseDate)
        digest.add("precision", releaseDatePrecision?.rawValue)
        for artist in artists { artist.add(to: &digest) }
    }
}

extension Artist {
    fileprivate func add(to digest: inout Fingerprint) {
        digest.add("artist", id)
        digest.add("name", name)
        digest.add("url", url)
        digest.add("image", imageURL)
    }
}
