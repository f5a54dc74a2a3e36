/// What has just happened: the word `done` in the address of the account page.
///
/// A closed list: no address makes a page say anything else.
package enum AccountNotice: String, Sendable, CaseIterable {
    case welcome, synced, uptodate, saved, hidden, renamed, renewed, ended

    /// What the page says.
    var sentence: String {
        switch self {
        case .welcome: "Welcome. Your page is made, and private: nobody sees it until you choose so below."
        case .synced: "Done. Your page has all that Spotify tells."
        case .uptodate: "Your page is up to date. Spotify was asked a few minutes ago."
        case .saved: "Saved."
        case .hidden: "Saved. Your page is taken down; nobody can see it."
        case .renamed: "Done. Your page is at its new address, and gone from the old one."
        case .renewed: "Done. Spotify’s permission is good for another six months."
        case .ended: "Done. Whoever used that session has to sign in again."
        }
    }
}
