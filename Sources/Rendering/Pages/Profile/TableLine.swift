extension ProfilePage {
    /// One line of a table with two or three columns.
    struct TableLine: Hashable, Sendable {
        var label: String
        var value: String
        var share = ""
    }
}

extension ProfilePage.TableLine: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableLine>] {
        [
            .text("label", "What is counted: `November 2026`, `1990s`.") { $0.label },
            .text("value", "The number.") { $0.value },
            .text("share", "The same as a share: `44%`; can be empty.") { $0.share },
        ]
    }
}
