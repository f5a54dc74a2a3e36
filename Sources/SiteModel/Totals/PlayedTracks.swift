/// What days and months need to know of the tracks of some plays.
///
/// Each track is described once. A play names it by its index in ``all``, and everything that plays are ranked by has a
/// small number, so that ranking compares no texts.
struct PlayedTracks {
    /// The tracks, in the order in which they were added.
    private(set) var all: [PlayedTrack] = []
    private var indexes: [String: Int] = [:]
    private var numbers: [String: Int] = [:]

    /// The index of a track; `nil` if it was not added.
    func index(of trackID: String) -> Int? { indexes[trackID] }

    /// Adds a track that was not added before.
    ///
    /// - Parameters:
    ///   - id: Key of the track.
    ///   - name: Name of the track.
    ///   - album: Name of the album, if known.
    ///   - isrc: ISRC of the track, if known.
    ///   - releaseDate: `1998`, `1998-04` or `1998-04-21`, if known.
    ///   - artistID: Key of the first-named artist, if there is one.
    ///   - artistName: Name of that artist.
    /// - Returns: The index of the track.
    @discardableResult
    mutating func add(
        id: String, name: String, album: String? = nil, isrc: String? = nil, releaseDate: String? = nil,
        artistID: String?, artistName: String?
    ) -> Int {
        let isrc = isrc.flatMap { $0.isEmpty ? nil : $0 }
        let artist = artistID.map { number("artist:" + $0) }
        let recording = RecordingName(artist: artistName, title: name).map { "name:" + $0.key } ?? "id:" + id
        all.append(
            PlayedTrack(
                id: id, name: name, album: album, isrc: isrc, artistID: artistID, artistName: artistName,
                year: releaseDate.flatMap(ListeningMonth.year), isNamedOnly: Track.isNamedOnly(id), artist: artist,
                albumNumber: album.flatMap { $0.isEmpty ? nil : number("album:\(artist ?? -1):\($0)") },
                code: isrc.map { number("isrc:" + $0) }, recording: number(recording)))
        indexes[id] = all.count - 1
        return all.count - 1
    }

    private mutating func number(_ text: String) -> Int {
        if let known = numbers[text] { return known }
        numbers[text] = numbers.count
        return numbers.count - 1
    }
}

/// What the plays of a track are ranked by.
struct PlayedTrack {
    let id: String
    let name: String
    let album: String?
    let isrc: String?
    /// Key of the first-named artist, if there is one.
    let artistID: String?
    let artistName: String?
    /// Year of release, such as 1998, if known.
    let year: Int?
    /// Decade of release, such as 1990, if known.
    var decade: Int? { year.map { $0 / 10 * 10 } }
    /// See ``Track/isNamedOnly(_:)``.
    let isNamedOnly: Bool
    /// Number of the artist, if there is one.
    let artist: Int?
    /// Number of the album, which is identified by its name and the artist.
    let albumNumber: Int?
    /// Number of the ISRC, if known.
    let code: Int?
    /// Number of the ``RecordingName``; for a track without one, a number of its own.
    let recording: Int
}
