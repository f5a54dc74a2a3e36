/// The Web API's objects as JSON, in the full and in the reduced shape, keys in Spotify's order.
struct APIObjects: Sendable {
    var shape: SpotifySimulator.Shape
    var imageBaseURL: String?

    /// Objects carry Spotify's own address, not that of the simulator.
    private static let api = "https://api.spotify.com/v1"
    private static let markets: JSON = ["AU", "BR", "CA", "DE", "EG", "FR", "GB", "IN", "JP", "NP", "NZ", "SE", "US"]

    /// A member that only the full shape has.
    private func full(_ value: @autoclosure () -> JSON) -> JSON { shape == .full ? value() : .absent }

    private func links(_ kind: String, _ id: String) -> JSON {
        ["spotify": "https://open.spotify.com/\(kind)/\(Percent.encoded(id))"]
    }

    private func href(_ kind: String, _ id: String) -> JSON { "\(Self.api)/\(kind)/\(Percent.encoded(id))" }

    private func images(_ name: String?, _ sizes: [(prefix: String, size: Int?)]) -> JSON {
        guard let name else { return [] }
        let base = imageBaseURL ?? "https://i.scdn.co"
        return .array(
            sizes.map { prefix, size in
                let length = size.map { JSON.int($0) } ?? .null
                return ["height": length, "url": "\(base)/image/\(prefix)\(name)", "width": length]
            })
    }

    func profile(_ account: SimulatedAccount) -> JSON {
        // Pictures imported from another service come without a size.
        let isImported = Dice.hash(account.id) % 4 == 0
        let sizes: [(String, Int?)] =
            isImported ? [("ab67757000003b82", nil)] : [("ab6775700000ee85", 300), ("ab67757000003b82", 64)]
        return [
            "country": full(.string(account.country)),
            "display_name": .optional(account.displayName),
            "email": full("\(account.suggestedUsername)@example.org"),
            "explicit_content": full(["filter_enabled": false, "filter_locked": false]),
            "external_urls": links("user", account.id),
            "followers": full(["href": nil, "total": 17]),
            "href": href("users", account.id),
            "id": .string(account.id),
            "images": images(account.image, sizes),
            "product": full("premium"),
            "account_id": shape == .full ? .absent : .string(account.accountID),
            "type": "user",
            "uri": "spotify:user:\(Percent.encoded(account.id))",
        ]
    }

    func artist(_ artist: SimulatedArtist) -> JSON {
        [
            "external_urls": links("artist", artist.id),
            "followers": full(["href": nil, "total": .int(artist.popularity * 4_217 + 31)]),
            "genres": full(.array(artist.genres.map { .string($0) })),
            "href": href("artists", artist.id),
            "id": .string(artist.id),
            "images": images(
                artist.image, [("ab6761610000e5eb", 640), ("ab67616100005174", 320), ("ab6761610000f178", 160)]),
            "name": .string(artist.name),
            "popularity": full(.int(artist.popularity)),
            "type": "artist",
            "uri": "spotify:artist:\(artist.id)",
        ]
    }

    /// The short form that tracks and albums hold.
    private func credit(_ artist: SimulatedArtist) -> JSON {
        [
            "external_urls": links("artist", artist.id), "href": href("artists", artist.id), "id": .string(artist.id),
            "name": .string(artist.name), "type": "artist", "uri": "spotify:artist:\(artist.id)",
        ]
    }

    private func album(_ album: SimulatedAlbum) -> JSON {
        [
            "album_group": full(.string(album.albumType.lowercased())),
            "album_type": .string(album.albumType),
            "artists": .array(album.artists.map(credit)),
            "available_markets": full(Self.markets),
            "external_urls": links("album", album.id),
            "href": href("albums", album.id),
            "id": .string(album.id),
            "images": images(
                album.image, [("ab67616d0000b273", 640), ("ab67616d00001e02", 300), ("ab67616d00004851", 64)]),
            "label": full(.string(album.label)),
            "name": .string(album.name),
            "popularity": full(.int(album.totalTracks * 3)),
            "release_date": .string(album.releaseDate),
            "release_date_precision": .string(album.releaseDatePrecision),
            "total_tracks": .int(album.totalTracks),
            "type": "album",
            "uri": "spotify:album:\(album.id)",
        ]
    }

    func track(_ track: SimulatedTrack) -> JSON {
        guard let id = track.id else { return localFile(track) }
        return [
            "album": album(track.album),
            "artists": .array(track.artists.map(credit)),
            "available_markets": full(Self.markets),
            "disc_number": 1,
            "duration_ms": .int(track.durationMs),
            "explicit": .bool(track.isExplicit),
            "external_ids": track.isrc.map { ["isrc": .string($0)] } ?? [:],
            "external_urls": links("track", id),
            "href": href("tracks", id),
            "id": .string(id),
            "is_local": false,
            "linked_from": full(track.linkedFrom.map(original) ?? .absent),
            "name": .string(track.name),
            "popularity": full(.int(track.popularity)),
            "preview_url": nil,
            "track_number": .int(track.trackNumber),
            "type": "track",
            "uri": .string(track.uri),
        ]
    }

    /// The track that another stands in for.
    private func original(_ id: String) -> JSON {
        [
            "external_urls": links("track", id), "href": href("tracks", id), "id": .string(id), "type": "track",
            "uri": "spotify:track:\(id)",
        ]
    }

    /// A file of the user's own: names, but no ids and no addresses.
    private func localFile(_ track: SimulatedTrack) -> JSON {
        let artists = track.artists.map { artist -> JSON in
            [
                "external_urls": [:], "href": nil, "id": nil, "name": .string(artist.name), "type": "artist",
                "uri": nil,
            ]
        }
        let album: JSON = [
            "album_type": nil, "artists": [], "images": [], "release_date": nil, "external_urls": [:], "href": nil,
            "id": nil, "name": .string(track.album.name), "type": "album", "uri": nil,
        ]
        return [
            "album": album, "artists": .array(artists), "disc_number": 0, "duration_ms": .int(track.durationMs),
            "explicit": false, "external_ids": [:], "external_urls": [:], "href": nil, "id": nil, "is_local": true,
            "name": .string(track.name), "preview_url": nil, "track_number": 0, "type": "track",
            "uri": .string(track.uri),
        ]
    }

    func context(_ play: SimulatedPlay, accountID: String) -> JSON {
        func context(_ type: String, _ id: String) -> JSON {
            [
                "type": .string(type), "external_urls": links(type, id), "href": href(type + "s", id),
                "uri": "spotify:\(type):\(id)",
            ]
        }
        switch play.context {
        case .none: return nil
        case _ where play.track.isLocal: return nil
        case .album: return context("album", play.track.album.id)
        case .artist: return play.track.artists.first.map { context("artist", $0.id) } ?? .null
        case .playlist(let number):
            var dice = Dice(number)
            return context("playlist", "37i9dQZF1" + dice.identifier(length: 13))
        case .collection:
            return [
                "type": "collection", "href": "\(Self.api)/me/tracks",
                "uri": "spotify:user:\(Percent.encoded(accountID)):collection",
            ]
        }
    }
}
