extension AccountPage {
    /// What a user has to confirm by the username.
    struct ConfirmedPart: Hashable, Sendable {
        var form: AccountForm
        var isOpen: Bool
        var typed: String
        var problem: String
    }
}

extension AccountPage.ConfirmedPart {
    init(_ form: AccountForm, opensFor part: AccountView.Part, problem: AccountProblem, _ view: AccountView) {
        let isWrong = view.problems.contains(problem)
        self.form = form
        isOpen = isWrong || view.openPart == part
        typed = isWrong ? view.typed.confirmation ?? "" : ""
        self.problem = isWrong ? problem.sentence : ""
    }
}

extension AccountPage.ConfirmedPart: TemplateModel {
    static var fields: [TemplateField<AccountPage.ConfirmedPart>] {
        [
            .object("form", "Where the form is sent, and its token; its field is `username`.") { $0.form },
            .flag("isOpen", "Whether the part is open at first.") { $0.isOpen },
            .text("typed", "What was typed there and is wrong; otherwise empty.") { $0.typed },
            .text("problem", "What is wrong with the username that was typed; can be empty.") { $0.problem },
        ]
    }
}
