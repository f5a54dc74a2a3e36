import SiteModel

extension RecapPage {
    /// A list with its heading: artists, tracks or albums.
    struct List: Hashable, Sendable {
        var heading: String
        var rows: [Row]
    }

    /// One artist, track or album.
    struct Row: Hashable, Sendable {
        var name: String
        var by: String
        var link: String
        var image: String
        var initial: String
        var amount: String
    }

    /// Makes rows for a page whose links begin with a prefix that leads to the top of the output.
    struct Rows {
        let prefix: String

        func row(of item: RecapMusic.Item, amount: String) -> Row {
            Row(
                name: item.name, by: item.artist ?? "", link: SafeLink.address(item.url),
                image: SafeLink.picture(item.imageURL, prefix: prefix), initial: Initial.of(item.name), amount: amount)
        }

        func list(_ heading: String, _ items: some Sequence<RecapMusic.Item>) -> List? {
            let rows = items.map { row(of: $0, amount: ListenedTime(milliseconds: $0.listenedMs).words) }
            return rows.isEmpty ? nil : List(heading: heading, rows: rows)
        }
    }

    /// The lists that the user shows; ten rows in a year, five in a month.
    static func lists(of data: RecapData, rows: Rows) -> [List] {
        let music = data.recap.music
        let length = data.period.listLength
        return [
            data.shows(.artists) ? rows.list("Artists", music.artists.prefix(length)) : nil,
            data.shows(.tracks) ? rows.list("Tracks", music.tracks.prefix(length)) : nil,
            data.shows(.tracks) ? rows.list("Albums", music.albums.prefix(5)) : nil,
        ].compactMap(\.self)
    }
}

extension RecapPage.List: TemplateModel {
    static var fields: [TemplateField<RecapPage.List>] {
        [
            .text("heading", "`Artists`, `Tracks` or `Albums`.") { $0.heading },
            .list("rows", "The most listened to, in order.") { $0.rows },
        ]
    }
}

extension RecapPage.Row: TemplateModel {
    static var fields: [TemplateField<RecapPage.Row>] {
        [
            .text("name", "The name of the artist, track or album; any characters.") { $0.name },
            .text("by", "The artist of a track or an album; otherwise empty.") { $0.by },
            .text("link", "Its page on Spotify; can be empty.") { $0.link },
            .text("image", "A picture, an `https` address; can be empty.") { $0.image },
            .text("initial", "The letter shown in place of a picture.") { $0.initial },
            .text("amount", "The listened time: `12 hours`; can be empty.") { $0.amount },
        ]
    }
}
