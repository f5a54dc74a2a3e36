import Rendering
import SiteModel
import SpotifySimulator

/// Stores what Spotify would have said about all that invented listeners ever played, in years of hourly syncs: a history
/// file has no covers and no releases.
struct DemoMusic {
    let store: Store
    let simulator: SpotifySimulator

    /// Stores the tracks, before any play of them: each later one would have all plays of it counted again.
    ///
    /// Half of all tracks are played only once, and no page names them: they are left to the histories. So are names that
    /// attack a page, which the syncs clean.
    func teach(tracksOf accounts: [SimulatedAccount]) async throws {
        var plays: [String: Int] = [:]
        var tracks: [Track] = []
        let end = simulator.world.now
        for account in accounts where !account.hasHostileNames {
            for play in simulator.world.plays(of: account.id, to: end) {
                guard let id = play.track.id else { continue }
                plays[id, default: 0] += 1
                if plays[id] == 2 { tracks.append(track(play.track, id: id)) }
            }
        }
        try await store.saveTracks(tracks)
    }

    private func track(_ track: SimulatedTrack, id: String) -> Track {
        Track(
            id: id, name: track.name, url: "https://open.spotify.com/track/\(id)",
            imageURL: picture(track.album.image, size: "ab67616d00001e02"), album: track.album.name,
            durationMs: Int64(track.durationMs), isrc: track.isrc, releaseDate: track.album.releaseDate,
            releaseDatePrecision: DatePrecision(rawValue: track.album.releaseDatePrecision),
            artists: track.artists.map { artist in
                Artist(
                    id: artist.id, name: artist.name, url: "https://open.spotify.com/artist/\(artist.id)",
                    imageURL: picture(artist.image, size: "ab6761610000f178"))
            })
    }

    /// The size that a sync would choose.
    private func picture(_ name: String?, size: String) -> String? {
        name.map { "\(DemoArtwork.base)/image/\(size)\($0)" }
    }
}
