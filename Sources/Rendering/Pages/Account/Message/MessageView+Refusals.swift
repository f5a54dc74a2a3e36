package import SiteModel

/// Why a request was refused, or takes time.
extension MessageView {
    /// The fields of a form are missing or unreadable.
    package static let badRequest = MessageView(
        400, "That did not arrive whole",
        ["Something was missing in what your browser sent. Nothing was changed. Try again."])

    /// The session has ended.
    package static let signedOut = MessageView(
        401, "You are signed out", ["Your session has ended, so nothing was changed. Sign in and try again."],
        linkText: "Sign in")

    /// The form did not come from a page of this site, or from one of another session.
    package static let crossSite = MessageView(
        403, "This did not come from your page",
        [
            "The form was sent from another site, or from a page that you opened before you signed in anew. "
                + "To be safe, nothing was changed.", "Open your account and try again there.",
        ])

    package static let notFound = MessageView(
        404, "Nothing plays here", ["There is no page at this address."], link: .site,
        linkText: "See everyone who has a page")

    package static let wrongMethod = MessageView(
        405, "That is no way to ask",
        ["This address only takes forms of this site, or only shows a page. Nothing was changed."])

    /// Spotify needs the user's permission again.
    package static let reconnect = MessageView(
        409, "Spotify needs your permission again",
        [
            "Spotify no longer accepts the permission that you gave. Your page stays as it is.",
            "Sign in with Spotify again.",
        ])

    package static let tooLarge = MessageView(
        413, "That is too long", ["What you sent is longer than anything this site takes. Nothing was changed."])

    /// A sync was asked for too soon after the last one.
    package static func tooSoon(until: Instant) -> MessageView {
        MessageView(
            429, "Your page is fresh enough", ["You can sync once an hour. In between, the site does it by itself."],
            start: Start("You can sync again", at: until))
    }

    /// Something else was asked for too often.
    package static func tooOften(until: Instant) -> MessageView {
        MessageView(
            429, "A little slower, please", ["This was asked for too often. Nothing was changed."],
            start: Start("You can try again", at: until))
    }

    /// The sync goes on while the user waits.
    ///
    /// It has a link and does not reload itself, because slow readers need their own time (WCAG 2.2.1).
    package static let takesLonger = MessageView(
        202, "Your sync takes longer", ["It goes on without you: you can close this page, or look again in a moment."],
        linkText: "Look again")

    /// Another program changes the user at this moment.
    package static let busy = MessageView(
        503, "One moment, please",
        ["Your page is being updated right now. Try again in a minute."])

    /// The store cannot be read or written.
    package static let outOfOrder = MessageView(
        503, "Something is out of order here",
        ["This site cannot reach its own data at the moment. Your page is still there. Try again in a few minutes."])

    /// A change is stored, but the page could not be built.
    package static let notYet = MessageView(
        503, "Saved, but your page is not up to date yet",
        ["What you changed is stored. Your page could not be built just now, and follows within the hour."])

    /// Everything of a user goes, but the page could not be deleted.
    package static let notDeleted = MessageView(
        503, "Your page could not be taken down yet",
        [
            "What is stored about you is being deleted, but your page could not be taken down just now. The site tries again "
                + "within the hour.", "If it stays, tell the person who runs this site.",
        ], link: .site, linkText: "To the site")
}
