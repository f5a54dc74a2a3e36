package import SiteModel

/// A page that says one thing: what happened, and how to go on.
package struct MessageView: Sendable, Hashable {
    /// Where its link goes.
    package enum Link: Sendable, Hashable {
        /// To the account page, which is the sign-in page for a visitor who is not signed in.
        case account
        /// To the front page of the site.
        case site
    }

    /// A moment from which something is allowed, after the words before it.
    package struct Start: Sendable, Hashable {
        package var words: String
        package var at: Instant

        package init(_ words: String, at: Instant) {
            self.words = words
            self.at = at
        }
    }

    /// The HTTP status that goes with it.
    package var status: Int
    package var title: String
    package var sentences: [String]
    /// When to try again.
    package var start: Start?
    package var link: Link
    package var linkText: String

    package init(
        _ status: Int, _ title: String, _ sentences: [String], start: Start? = nil, link: Link = .account,
        linkText: String = "To your account"
    ) {
        self.status = status
        self.title = title
        self.sentences = sentences
        self.start = start
        self.link = link
        self.linkText = linkText
    }
}
