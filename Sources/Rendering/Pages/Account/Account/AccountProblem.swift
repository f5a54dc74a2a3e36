import SiteModel

/// What is wrong with what a user sent, told at the field.
package enum AccountProblem: Sendable, Hashable {
    /// None of the three visibilities.
    case visibility
    /// A section that does not exist.
    case sections
    /// A time zone that does not exist, and the name that is nearest to it.
    case timeZone(nearest: String?)
    /// The bio is too long; it has this many bytes.
    case bio(bytes: Int)
    /// The new username.
    case newUsername(NameProblem)
    /// The username that confirms to disconnect is not the user's.
    case disconnect
    /// The username that confirms to delete is not the user's.
    case delete

    /// The id of the field in the page.
    var field: String {
        switch self {
        case .visibility: "visibility"
        case .sections: "sections"
        case .timeZone: "time-zone"
        case .bio: "bio"
        case .newUsername: "new-username"
        case .disconnect: "disconnect-username"
        case .delete: "delete-username"
        }
    }

    /// What to change.
    var sentence: String {
        switch self {
        case .visibility: "Choose one of the three."
        case .sections: "Choose among the sections that are named here."
        case .timeZone(let nearest?): "This time zone is not known. Did you mean \(nearest)?"
        case .timeZone(nil): "This time zone is not known. Choose one of the list, such as Europe/Berlin."
        case .bio(let bytes):
            "This has \(EnglishText.grouped(bytes)) bytes, and \(EnglishText.grouped(User.maximumBioLength)) fit. "
                + "Shorten it a little."
        case .newUsername(let problem): problem.sentence
        case .disconnect, .delete: "This is not your username. Nothing was deleted."
        }
    }

    /// What the list above the page calls the field.
    var fieldName: String {
        switch self {
        case .visibility: "Who can see it"
        case .sections: "What it shows"
        case .timeZone: "Time zone"
        case .bio: "About you"
        case .newUsername: "New name"
        case .disconnect: "Your username, to disconnect"
        case .delete: "Your username, to delete everything"
        }
    }
}

extension [AccountProblem] {
    /// The sentence at a field; empty if nothing is wrong there.
    func sentence(at field: String) -> String { first { $0.field == field }?.sentence ?? "" }
}
