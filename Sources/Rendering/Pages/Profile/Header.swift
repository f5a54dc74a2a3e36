import SiteModel

/// The texts above the sections.
extension ProfilePage {
    /// `Listening diary since March 2014`: the first play that is known, which may not be the user's first.
    static func eyebrow(of data: ProfileData) -> String {
        guard data.shows(.facts), let first = data.activeDates.first else { return "Listening diary" }
        return "Listening diary since \(EnglishText.monthAndYear(first))"
    }

    /// Says that a page is old, as in `Last heard from Spotify on 3 November`: from the third day on.
    static func staleNote(of data: ProfileData) -> String? {
        guard let syncedOn = data.syncedOn, data.today.dayNumber - syncedOn.dayNumber >= 3 else { return nil }
        return "Last heard from Spotify on \(EnglishText.dayAndMonth(syncedOn, seenOn: data.today))."
    }

    /// The page in a sentence, as in `What Ada listens to: 412 hours in 2026, lately Halden Marsh and Nova Tide`.
    static func description(of data: ProfileData) -> String {
        var parts: [String] = []
        let (listenedMs, plays) = thisYear(of: data)
        if data.shows(.facts), plays > 0 {
            parts.append("\(ListenedTime(milliseconds: listenedMs).words) in \(data.today.components.year)")
        }
        let artists = data.shows(.artists) ? (data.topArtists[.shortTerm] ?? []).prefix(3).map(\.item.name) : []
        if !artists.isEmpty { parts.append("lately \(EnglishText.listed(artists))") }
        let head = "What \(data.user.shownName) listens to"
        return parts.isEmpty ? "\(head)." : "\(head): \(parts.joined(separator: ", "))."
    }
}
