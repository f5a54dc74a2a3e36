import SiteModel

/// A page that says one thing.
enum MessagePage: TemplatePage {
    static let templateName = "account/message"
    static let summary = "what the companion says when something cannot be done"

    /// All that `account/message.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var companion: CompanionFrame
        var title: String
        var sentences: [String]
        var start: Start?
        var link: String
        var linkText: String
    }

    /// From when something is allowed.
    struct Start: Hashable, Sendable {
        var words: String
        var at: Moment
    }
}

extension MessagePage.Model {
    init(_ view: MessageView, for visitor: AccountVisitor?, at now: Instant, in context: CompanionContext) {
        let words = MomentWords(at: now, for: visitor?.user)
        (page, companion) = context.frame(title: view.title, visitor: visitor)
        title = view.title
        sentences = view.sentences
        start = view.start.map { .init(words: $0.words, at: words.start($0.at)) }
        linkText = view.linkText
        link =
            switch view.link {
            case .account: context.path
            case .site: page.home
            }
    }
}

extension MessagePage.Model: TemplateModel {
    static var fields: [TemplateField<MessagePage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .object("companion", "What only the companion's pages have around them.") { $0.companion },
            .text("title", "The heading.") { $0.title },
            .texts("sentences", "What happened, and what to do.") { $0.sentences },
            .object("start", "From when something is allowed; missing when that is not the trouble.") { $0.start },
            .text("link", "Where to go on.") { $0.link },
            .text("linkText", "What that link says.") { $0.linkText },
        ]
    }
}

extension MessagePage.Start: TemplateModel {
    static var fields: [TemplateField<MessagePage.Start>] {
        [
            .text("words", "What stands before the moment: `You can sync again`.") { $0.words },
            .object("at", "The moment, rounded up to the minute.") { $0.at },
        ]
    }
}
