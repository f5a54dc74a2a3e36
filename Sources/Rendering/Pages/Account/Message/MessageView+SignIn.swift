package import SiteModel

/// What can come of a sign-in.
extension MessageView {
    /// The answer belongs to no sign-in of this browser, or to one that is more than ten minutes old.
    package static let beginAgain = MessageView(
        400, "Please begin again",
        [
            "This sign-in did not begin in this browser, or it took longer than ten minutes. Nothing was changed.",
            "If it happens again, allow this site to set cookies: it needs one to recognise you.",
        ], linkText: "Sign in again")

    /// The user refused at Spotify.
    package static let notAllowed = MessageView(
        403, "You did not allow it",
        [
            "You told Spotify not to let this site read your listening. Nothing was stored.",
            "If that was a slip, begin again and choose “Agree” there.",
        ], linkText: "Sign in again")

    /// The account is unknown here, and nobody can make a page without the operator.
    package static let askTheOperator = MessageView(
        403, "You have no page here yet",
        [
            "This Spotify account is new here, and pages are made by invitation only. Nothing was stored.",
            "Ask the person who runs this site for an invitation.",
        ], link: .site, linkText: "See everyone who has a page")

    /// The invitation is unknown, used, too old, or for another username.
    package static let invitationUseless = MessageView(
        403, "This invitation cannot be used",
        [
            "It was used before, or it is too old. Nothing was stored.",
            "Ask the person who runs this site for a new one.",
        ], link: .site, linkText: "See everyone who has a page")

    /// The username was free when the sign-in began.
    package static func nameTaken(_ name: String) -> MessageView {
        MessageView(
            409, "This name is taken",
            [
                "Somebody took the name \(EnglishText.isolated(name)) while you were at Spotify. Nothing was stored.",
                "Begin again with another name.",
            ], linkText: "Choose another name")
    }

    /// Spotify's development mode serves only accounts on the list of the app.
    package static let notRegistered = MessageView(
        403, "Spotify does not know you here yet",
        [
            "Spotify lets this site read only the accounts on its list, and yours is not on it. Nothing was stored.",
            "Ask the person who runs this site to add your Spotify account under “User Management” in Spotify’s "
                + "dashboard. Then sign in again.",
        ], linkText: "Sign in again")

    /// The answer of Spotify makes no sense, or there was none.
    package static let spotifyAway = MessageView(
        502, "Spotify does not answer",
        [
            "Spotify could not be reached, or gave an answer that made no sense. Nothing was changed.",
            "Try again in a few minutes.",
        ], linkText: "Try again")

    /// Spotify asked the whole site to wait.
    package static func gate(until: Instant) -> MessageView {
        MessageView(
            503, "Spotify asks us to wait", ["This site has asked Spotify for a lot lately. Nothing was changed."],
            start: Start("You can try again", at: until))
    }
}
