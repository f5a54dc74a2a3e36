internal import SiteModel

/// Turns what Spotify sends into what the site keeps: cleans texts, checks addresses, chooses images.
struct DomainMapper: Sendable {
    /// The longest name kept, in Unicode scalars.
    static let longestName = 500
    /// The longest id kept, in bytes; a local file's address holds its artist, album and title, percent-encoded.
    static let longestID = 4096
    /// A track longer than a day is a mistake.
    static let longestTrack: Int64 = 86_400_000
    /// Wide enough for a thumbnail of 64 px on a screen of two pixels a point.
    static let thumbnailWidth = 160
    /// Wide enough for the picture at the head of a page.
    static let avatarWidth = 300

    /// A profile; `nil` when the account has no usable id.
    func profile(_ user: UserDTO) -> SpotifyAccount? {
        guard let id = identifier(user.id) else { return nil }
        return SpotifyAccount(
            accountID: identifier(user.accountID), id: id, displayName: user.displayName.flatMap(text),
            imageURL: image(user.images, atLeast: Self.avatarWidth),
            profileURL: WebAddress.stored(user.url))
    }

    /// An artist; `nil` when there is neither an id nor a name to make one from.
    func artist(_ artist: ArtistDTO) -> Artist? {
        let name = text(artist.name)
        guard let id = identifier(artist.id) ?? identifier(fromURI: artist.uri) ?? name.map({ "local:" + $0 }) else {
            return nil
        }
        return Artist(
            id: id, name: name ?? "", url: WebAddress.stored(artist.url),
            imageURL: image(artist.images, atLeast: Self.thumbnailWidth))
    }

    /// A track; `nil` for an episode, and for a track without a usable id.
    func track(_ track: TrackDTO) -> Track? {
        guard track.isTrack, let id = identifier(track.id) ?? identifier(fromURI: track.uri) else { return nil }
        let (date, precision) = ReleaseDate.parse(track.album?.releaseDate, stated: track.album?.releaseDatePrecision)
        return Track(
            id: id, name: text(track.name) ?? "", url: WebAddress.stored(track.url),
            imageURL: image(track.album?.images ?? [], atLeast: Self.thumbnailWidth),
            album: track.album?.name.flatMap(text),
            durationMs: track.durationMs.flatMap { (1...Self.longestTrack).contains($0) ? $0 : nil },
            isrc: track.isrc.flatMap(isrc), releaseDate: date, releaseDatePrecision: precision,
            artists: track.artists.compactMap(artist))
    }

    /// A play with its track; `nil` when either is unusable.
    func play(_ play: PlayDTO) -> TrackPlay? {
        guard let playedAt = Instant(play.playedAt), let track = play.track.flatMap(track) else { return nil }
        // Spotify's words for it are short; a longer text is not one of them.
        let context = play.context.flatMap { $0.utf8.count <= 40 ? text($0)?.lowercased() : nil }
        return TrackPlay(
            track: track, play: Play(playedAt: playedAt, trackID: track.id, source: .api, contextType: context))
    }

    /// The text on one line, without control characters and cut to a limit; `nil` if nothing is left.
    ///
    /// Everything else stays as it was sent: joined emoji, combining marks, letters of any direction.
    func text(_ text: String) -> String? {
        // Most names are plain.
        let bytes = text.utf8
        if bytes.count <= Self.longestName, bytes.first.map({ $0 > 0x20 }) == true,
            bytes.allSatisfy({ (0x20..<0x7F).contains($0) })
        {
            return text
        }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(Self.longestName) {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: kept.append(" ")
            case 0x00...0x1F, 0x7F...0x9F: continue
            // No text may have these, and HTML calls them errors.
            case _ where scalar.properties.isNoncharacterCodePoint: continue
            default: kept.append(scalar)
            }
        }
        let isVisible = kept.contains { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
        return isVisible ? String(kept) : nil
    }

    /// The smallest image of at least that width; without one the largest, or the first image that names no size.
    private func image(_ images: [ImageDTO], atLeast width: Int) -> String? {
        let usable = images.compactMap { image in WebAddress.stored(image.url).map { (url: $0, width: image.width) } }
        let sized = usable.compactMap { image in image.width.map { (url: image.url, width: $0) } }
        let wideEnough = sized.filter { $0.width >= width }.min { $0.width < $1.width }
        return (wideEnough ?? sized.max { $0.width < $1.width })?.url ?? usable.first?.url
    }

    /// Any characters except control characters: Spotify's user ids may contain spaces and more.
    private func identifier(_ text: String?) -> String? {
        guard let text, (1...Self.longestID).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else { return nil }
        return text
    }

    /// The id in an address: its last part, or the whole address of a local file.
    private func identifier(fromURI uri: String?) -> String? {
        guard let uri = identifier(uri), uri.hasPrefix("spotify:") else { return nil }
        if uri.hasPrefix("spotify:local:") { return uri }
        return identifier(uri.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init))
    }

    private func isrc(_ text: String) -> String? {
        let code = text.uppercased().filter { $0 != "-" }
        let isWellFormed =
            code.utf8.count == 12 && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        return isWellFormed ? code : nil
    }
}

/// A release date that is as exact as both its form and Spotify's word for it.
enum ReleaseDate {
    /// Reads `1998`, `1998-04` and `1998-04-21`.
    ///
    /// `0000`, which Spotify sends for "unknown", is no date; a month or a day that does not exist is left off.
    static func parse(_ text: String?, stated: String?) -> (date: String?, precision: DatePrecision?) {
        // Nearly all dates are whole.
        if let text, stated == "day", text.utf8.count == 10, !text.hasPrefix("0000"), LocalDate(text) != nil {
            return (text, .day)
        }
        let parts = text?.split(separator: "-", omittingEmptySubsequences: false).map(String.init) ?? []
        func number(_ index: Int, digits: Int) -> Int? {
            guard index < parts.count, parts[index].utf8.count == digits,
                parts[index].utf8.allSatisfy({ (48...57).contains($0) })
            else { return nil }
            return Int(parts[index])
        }
        guard let year = number(0, digits: 4), year > 0 else { return (nil, nil) }
        let most = stated.flatMap { DatePrecision(rawValue: $0.lowercased()) } ?? .day
        guard most != .year, let month = number(1, digits: 2), (1...12).contains(month) else {
            return (parts[0], .year)
        }
        guard most == .day, let day = number(2, digits: 2), LocalDate(year: year, month: month, day: day) != nil else {
            return (parts[0...1].joined(separator: "-"), .month)
        }
        return (parts[0...2].joined(separator: "-"), .day)
    }
}
