/// The page of one user.
enum ProfilePage {
    /// All that `profile.mustache` can show: finished texts, in the order of the page.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var name: String
        var portrait: String
        var initial: String
        var profileLink: String
        var eyebrow: String
        var bio: SafeHTML
        var facts: [Fact]
        var notes: [String]
        var repeats: OnRepeat?
        var history: History?
        var clock: Clock?
        var temperament: Temperament?
        var months: Months?
        var discoveries: Discoveries?
        var decades: Decades?
        var asOf: String
    }

    /// A number and what it counts.
    struct Fact: Hashable, Sendable {
        var value: String
        var words: String
    }
}

extension ProfilePage.Model: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Model>] {
        [
            .object("page", "What stands around the contents: title, links, hue.") { $0.page },
            .text("name", "The user's name on Spotify, else the username; any characters.") { $0.name },
            .text("portrait", "The user's picture, an `https` address; can be empty.") { $0.portrait },
            .text("initial", "The letter that stands in for a portrait.") { $0.initial },
            .text("profileLink", "The user on Spotify; can be empty.") { $0.profileLink },
            .text("eyebrow", "A line above the name: `Listening diary since March 2014`.") { $0.eyebrow },
            .html("bio", "What the user wrote, rendered from Markdown; can be empty.") { $0.bio },
            .flag("hasFacts", "Whether there is any fact.") { !$0.facts.isEmpty },
            .list("facts", "Up to four numbers on the user; those that say nothing are left out.") { $0.facts },
            .texts("notes", "Sentences on what is missing or old; mostly none.") { $0.notes },
            .object("repeats", "The top artists and tracks; missing when the user hides both.") { $0.repeats },
            .object("history", "The year of days; missing when the user hides it.") { $0.history },
            .object("clock", "The hours of the day; missing when the user hides it, or nothing is known.") { $0.clock },
            .flag("hasPair", "Whether the hours of the day or the temperament are shown.") {
                $0.clock != nil || $0.temperament != nil
            },
            .object("temperament", "What was measured of the last 90 days; missing when the user hides it.") {
                $0.temperament
            },
            .object("months", "The top artist and track of each month; missing when the user hides them.") {
                $0.months
            },
            .flag("hasOrigins", "Whether new artists or decades are shown.") {
                $0.discoveries != nil || $0.decades != nil
            },
            .object("discoveries", "The new artists of each month; missing when the user hides them.") {
                $0.discoveries
            },
            .object("decades", "The decades of release; missing when the user hides them.") { $0.decades },
            .text("asOf", "The date up to which the page speaks: `22 November 2026`; can be empty.") { $0.asOf },
        ]
    }
}

extension ProfilePage.Fact: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Fact>] {
        [
            .text("value", "The number, its thousands separated.") { $0.value },
            .text("words", "What it counts: `hours this year`.") { $0.words },
        ]
    }
}
