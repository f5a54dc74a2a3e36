extension ProfileFile: TemplateModel {
    static var fields: [TemplateField<ProfileFile>] {
        [
            .number("schema", "1: increases when a name goes or means something else. New names may come without.") {
                _ in
                schema
            },
            .text("username", "The folder of the page.") { $0.username },
            .text("name", "The user's name on Spotify, or the username without one; any characters.") { $0.name },
            .text("page", "The page's full address; missing without `site.baseURL`, and for an unlisted user.") {
                $0.page
            },
            .text("profile", "The user on Spotify.") { $0.profile },
            .text("portrait", "The user's picture.") { $0.portrait },
            .text("bio", "What the user wrote, in Markdown.") { $0.bio },
            .text("asOf", "The last date that the page covers: `2026-11-22`.") { $0.asOf },
            .list("facts", "Up to four numbers about the user, in words.") { $0.facts },
            .list("lists", "The top artists and tracks, by time range, the shortest first.") { $0.lists },
            .object("albums", "The most listened to albums of the newest year.") { $0.albums },
            .object("days", "The minutes of each day of the year that ends today.") { $0.days },
            .numbers(
                "hours", "The minutes listened in each hour of the day over that year, from midnight on: 24 numbers."
            ) {
                $0.hours
            },
            .object("temperament", "What was measured of 90 days.") { $0.temperament },
            .list("months", "The months of the past year with a play, the newest first.") { $0.months },
            .list("years", "The years, the newest first.") { $0.years },
            .list("newArtists", "How many artists were heard for the first time in each month, the newest first.") {
                $0.newArtists
            },
            .list("decades", "Plays of the past year by decade of release, the newest first.") { $0.decades },
        ]
    }
}

extension ProfileFile.List: TemplateModel {
    static var fields: [TemplateField<ProfileFile.List>] {
        [
            .text("range", "`4 weeks`, `6 months` or `1 year`.") { $0.range },
            .list("artists", "The top artists, at most 20, by rank.") { $0.artists },
            .list("tracks", "The top tracks, at most 20, by rank.") { $0.tracks },
        ]
    }
}

extension ProfileFile.Item: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Item>] {
        [
            .text("name", "The name; any characters.") { $0.name },
            .texts("artists", "The artists of a track or an album, at most three.") { $0.artists },
            .text("link", "Its page on Spotify, an `https` address.") { $0.link },
            .text("image", "A picture or a cover, an `https` address.") { $0.image },
            .text("change", "How the rank changed: `up 2`, `down 1`, `new`, `unchanged`.") { $0.change },
            .text("amount", "How long or how often it was heard, of an album or in a month: `21 hours`, `41 plays`.") {
                $0.amount
            },
        ]
    }
}

extension ProfileFile.Albums: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Albums>] {
        [
            .number("year", "The year: `2026`.") { $0.year },
            .list("items", "The albums, at most five, in order.") { $0.items },
        ]
    }
}

extension ProfileFile.Temperament: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Temperament>] {
        [
            .text("label", "The ends that stand out, in a phrase: `Night-owl devotee`.") { $0.label },
            .text("sentence", "How many plays were measured, and when.") { $0.sentence },
            .list("axes", "Up to four axes, in a fixed order.") { $0.axes },
        ]
    }
}

extension ProfileFile.Axis: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Axis>] {
        [
            .texts("ends", "The two ends: `Explorer`, `Replayer`.") { $0.ends },
            .text("end", "The end to which the user belongs; missing in between.") { $0.end },
            .text("number", "The measure as a plain number: `31%`.") { $0.number },
            .text("sentence", "What a friend would say: `One play in eight …`.") { $0.sentence },
            .text("measure", "Exactly what was counted.") { $0.measure },
        ]
    }
}

extension ProfileFile.Days: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Days>] {
        [
            .text("first", "The first date: `2025-11-23`, or a later one that had the first play known.") { $0.first },
            .numbers("minutes", "Minutes on each day from there to today.") { $0.minutes },
        ]
    }
}

extension ProfileFile.Month: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Month>] {
        [
            .text("month", "The month: `2026-11`.") { $0.month },
            .text("time", "The listened time: `41 hours`.") { $0.time },
            .text("page", "Its page, relative to this file.") { $0.page },
            .object("artist", "The artist with the most listened time; missing if it is not known.") { $0.artist },
            .object("track", "The track with the most listened time; missing if it is not known.") { $0.track },
        ]
    }
}

extension ProfileFile.Year: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Year>] {
        [
            .number("year", "The year: `2026`.") { $0.year },
            .text("time", "The listened time: `412 hours`.") { $0.time },
            .text("plays", "How many plays: `8,201`.") { $0.plays },
            .text("page", "Its page, relative to this file.") { $0.page },
        ]
    }
}

extension ProfileFile.Count: TemplateModel {
    static var fields: [TemplateField<ProfileFile.Count>] {
        [
            .text("label", "What is counted: `2026-11`, `1990s`.") { $0.label },
            .number("count", "The number.") { $0.count },
        ]
    }
}
