extension RecapPage.Model: TemplateModel {
    static var fields: [TemplateField<RecapPage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .text("name", "The user's name; any characters.") { $0.name },
            .text("profileLink", "Link to the user's page.") { $0.profileLink },
            .text("portrait", "The user's picture, an `https` address; can be empty.") { $0.portrait },
            .text("initial", "The letter shown in place of a portrait.") { $0.initial },
            .text("title", "The period: `November 2026`, `2026`.") { $0.title },
            .text("eyebrow", "A line above it: `A month in listening`.") { $0.eyebrow },
            .text("sentence", "How it compares with the period before; empty when the user hides numbers.") {
                $0.sentence
            },
            .flag("hasFacts", "Whether there is any fact.") { !$0.facts.isEmpty },
            .list("facts", "Time, plays, days and artists.") { $0.facts },
            .texts("notes", "How far the recap goes, and whether plays may still arrive; usually none.") { $0.notes },
            .flag("hasTop", "Whether any list is shown.") { !$0.top.isEmpty },
            .list("top", "The most listened to artists, tracks and albums that are known and shown.") { $0.top },
            .flag(
                "hasNames",
                "Whether new artists or come-backs are shown, or the decades of a year that has a temperament."
            ) {
                $0.newcomers != nil || $0.comebacks != nil || ($0.temperament != nil && $0.decades != nil)
            },
            .object("newcomers", "The new artists; missing when hidden, or when too little is known.") {
                $0.newcomers
            },
            .object("comebacks", "Artists who were heard again; missing when there are none, and in a month.") {
                $0.comebacks
            },
            .object("race", "How the first artists of a year came to their places; missing in a month.") { $0.race },
            .object("days", "Every day of the period; missing when the user hides them.") { $0.days },
            .flag("hasPair", "Whether the hours, the decades or a temperament are shown.") {
                $0.clock != nil || $0.decades != nil || $0.temperament != nil
            },
            .object("clock", "The hours of the day; missing when the user hides them.") { $0.clock },
            .object("decades", "The decades of release; missing in a month.") { $0.decades },
            .object(
                "temperament", "What was measured at the end of a year that is over; missing otherwise, or when hidden."
            ) {
                $0.temperament
            },
            .flag("hasMoments", "Whether there is any moment.") { !$0.moments.isEmpty },
            .list("moments", "A recording on repeat, the longest sitting, the first and the last play.") {
                $0.moments
            },
            .text(
                "phonePicture",
                "Link to a tall picture of a year, for phones; empty without `site.images`, and in a month."
            ) {
                $0.phonePicture
            },
            .flag("hasTurns", "Whether another recap is linked.") { !$0.turns.isEmpty },
            .list("turns", "Links to the period before, to the year of a month, and to the next period.") {
                $0.turns
            },
            .flag("hasMonths", "Whether any month is linked.") { !$0.months.isEmpty },
            .list("months", "Links to the months of a year.") { $0.months },
            .texts("sources", "Sentences on what is not known; usually none.") { $0.sources },
            .text("through", "The last day that is told: `30 November 2026`.") { $0.through },
        ]
    }
}

extension RecapPage.Link: TemplateModel {
    static var fields: [TemplateField<RecapPage.Link>] {
        [
            .text("kind", "`previous`, `year`, `next` or `month`: a class.") { $0.kind },
            .text("label", "The period: `October 2026`.") { $0.label },
            .text("link", "Where it goes.") { $0.link },
        ]
    }
}
