/// The Web API's objects as JSON, in the full and in the reduced shape, keys in Spotify's order.
struct APIObjects: Sendable {
    var shape: SpotifySimulator.Shape
    var imageBaseURL: String?

    /// Objects name themselves by Spotify's address, wherever they are asked for.
    private static let api = "https://api.spotify.com/v1"
    private static let markets = ["AU", "BR", "CA", "DE", "EG", "FR", "GB", "IN", "JP", "NP", "NZ", "SE", "US"]

    private var isFull: Bool { shape == .full }

    private func links(_ kind: String, _ id: String) -> JSON {
        .object([("spotify", .string("https://open.spotify.com/\(kind)/\(Percent.encoded(id))"))])
    }

    private func href(_ kind: String, _ id: String) -> JSON { .string("\(Self.api)/\(kind)/\(Percent.encoded(id))") }

    private var availableMarkets: JSON { .array(Self.markets.map { .string($0) }) }

    private func images(_ name: String?, _ sizes: [(prefix: String, size: Int?)]) -> JSON {
        guard let name else { return .array([]) }
        let base = imageBaseURL ?? "https://i.scdn.co"
        return .array(
            sizes.map { prefix, size in
                let length = size.map { JSON.int($0) } ?? .null
                return .object([
                    ("height", length), ("url", .string("\(base)/image/\(prefix)\(name)")), ("width", length),
                ])
            })
    }

    func profile(_ account: SimulatedAccount) -> JSON {
        // Pictures taken over from elsewhere come without a size.
        let isForeign = Dice.hash(account.id) % 4 == 0
        let sizes: [(String, Int?)] =
            isForeign ? [("ab67757000003b82", nil)] : [("ab6775700000ee85", 300), ("ab67757000003b82", 64)]
        var members: [(String, JSON)] = []
        if isFull { members.append(("country", .string(account.country))) }
        members.append(("display_name", .optional(account.displayName)))
        if isFull {
            members += [
                ("email", .string("\(account.suggestedUsername)@example.org")),
                ("explicit_content", .object([("filter_enabled", .bool(false)), ("filter_locked", .bool(false))])),
            ]
        }
        members.append(("external_urls", links("user", account.id)))
        if isFull { members.append(("followers", .object([("href", .null), ("total", .int(17))]))) }
        members += [
            ("href", href("users", account.id)), ("id", .string(account.id)), ("images", images(account.image, sizes)),
        ]
        if isFull {
            members.append(("product", .string("premium")))
        } else {
            members.append(("account_id", .string(account.accountID)))
        }
        members += [("type", .string("user")), ("uri", .string("spotify:user:\(Percent.encoded(account.id))"))]
        return .object(members)
    }

    func artist(_ artist: SimulatedArtist) -> JSON {
        var members: [(String, JSON)] = [("external_urls", links("artist", artist.id))]
        if isFull {
            members += [
                ("followers", .object([("href", .null), ("total", .int(artist.popularity * 4_217 + 31))])),
                ("genres", .array(artist.genres.map { .string($0) })),
            ]
        }
        members += [
            ("href", href("artists", artist.id)), ("id", .string(artist.id)),
            (
                "images",
                images(artist.image, [("ab6761610000e5eb", 640), ("ab67616100005174", 320), ("ab6761610000f178", 160)])
            ),
            ("name", .string(artist.name)),
        ]
        if isFull { members.append(("popularity", .int(artist.popularity))) }
        members += [("type", .string("artist")), ("uri", .string("spotify:artist:\(artist.id)"))]
        return .object(members)
    }

    /// The short form that tracks and albums hold.
    private func credit(_ artist: SimulatedArtist) -> JSON {
        .object([
            ("external_urls", links("artist", artist.id)), ("href", href("artists", artist.id)),
            ("id", .string(artist.id)), ("name", .string(artist.name)), ("type", .string("artist")),
            ("uri", .string("spotify:artist:\(artist.id)")),
        ])
    }

    private func album(_ album: SimulatedAlbum) -> JSON {
        var members: [(String, JSON)] = []
        if isFull { members.append(("album_group", .string(album.albumType.lowercased()))) }
        members += [("album_type", .string(album.albumType)), ("artists", .array(album.artists.map(credit)))]
        if isFull { members.append(("available_markets", availableMarkets)) }
        members += [
            ("external_urls", links("album", album.id)), ("href", href("albums", album.id)), ("id", .string(album.id)),
            (
                "images",
                images(album.image, [("ab67616d0000b273", 640), ("ab67616d00001e02", 300), ("ab67616d00004851", 64)])
            ),
        ]
        if isFull { members.append(("label", .string(album.label))) }
        members.append(("name", .string(album.name)))
        if isFull { members.append(("popularity", .int(album.totalTracks * 3))) }
        members += [
            ("release_date", .string(album.releaseDate)),
            ("release_date_precision", .string(album.releaseDatePrecision)),
            ("total_tracks", .int(album.totalTracks)), ("type", .string("album")),
            ("uri", .string("spotify:album:\(album.id)")),
        ]
        return .object(members)
    }

    func track(_ track: SimulatedTrack) -> JSON {
        guard let id = track.id else { return localFile(track) }
        var members: [(String, JSON)] = [
            ("album", album(track.album)), ("artists", .array(track.artists.map(credit))),
        ]
        if isFull { members.append(("available_markets", availableMarkets)) }
        members += [
            ("disc_number", .int(1)), ("duration_ms", .int(track.durationMs)), ("explicit", .bool(track.isExplicit)),
            ("external_ids", .object(track.isrc.map { [("isrc", .string($0))] } ?? [])),
            ("external_urls", links("track", id)), ("href", href("tracks", id)), ("id", .string(id)),
            ("is_local", .bool(false)),
        ]
        if isFull, let other = track.linkedFrom {
            let linked: [(String, JSON)] = [
                ("external_urls", links("track", other)), ("href", href("tracks", other)), ("id", .string(other)),
                ("type", .string("track")), ("uri", .string("spotify:track:\(other)")),
            ]
            members.append(("linked_from", .object(linked)))
        }
        members.append(("name", .string(track.name)))
        if isFull { members.append(("popularity", .int(track.popularity))) }
        members += [
            ("preview_url", .null), ("track_number", .int(track.trackNumber)), ("type", .string("track")),
            ("uri", .string(track.uri)),
        ]
        return .object(members)
    }

    /// A file of the user's own: names, but no ids and no addresses.
    private func localFile(_ track: SimulatedTrack) -> JSON {
        func nameless(_ type: String, _ name: String) -> [(String, JSON)] {
            [
                ("external_urls", .object([])), ("href", .null), ("id", .null), ("name", .string(name)),
                ("type", .string(type)), ("uri", .null),
            ]
        }
        let artists = JSON.array(track.artists.map { .object(nameless("artist", $0.name)) })
        let album: [(String, JSON)] =
            [("album_type", .null), ("artists", .array([])), ("images", .array([])), ("release_date", .null)]
            + nameless("album", track.album.name)
        return .object([
            ("album", .object(album)), ("artists", artists), ("disc_number", .int(0)),
            ("duration_ms", .int(track.durationMs)), ("explicit", .bool(false)), ("external_ids", .object([])),
            ("external_urls", .object([])), ("href", .null), ("id", .null), ("is_local", .bool(true)),
            ("name", .string(track.name)), ("preview_url", .null), ("track_number", .int(0)),
            ("type", .string("track")),
            ("uri", .string(track.uri)),
        ])
    }

    func context(_ play: SimulatedPlay, accountID: String) -> JSON {
        func context(_ type: String, _ id: String) -> JSON {
            .object([
                ("type", .string(type)), ("external_urls", links(type, id)), ("href", href(type + "s", id)),
                ("uri", .string("spotify:\(type):\(id)")),
            ])
        }
        switch play.context {
        case .none: return .null
        case _ where play.track.isLocal: return .null
        case .album: return context("album", play.track.album.id)
        case .artist: return play.track.artists.first.map { context("artist", $0.id) } ?? .null
        case .playlist(let number):
            var dice = Dice(number)
            return context("playlist", "37i9dQZF1" + dice.identifier(length: 13))
        case .collection:
            return .object([
                ("type", .string("collection")), ("href", .string("\(Self.api)/me/tracks")),
                ("uri", .string("spotify:user:\(Percent.encoded(accountID)):collection")),
            ])
        }
    }
}
