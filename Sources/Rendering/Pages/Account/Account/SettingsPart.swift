import Foundation
import SiteModel

extension AccountPage {
    /// The form in which a user says what the page shows, and to whom.
    struct SettingsPart: Hashable, Sendable {
        var form: AccountForm
        var visibilities: [Choice]
        var visibilityProblem: String
        var sections: [Choice]
        var sectionsProblem: String
        var timeZone: String
        var timeZones: [String]
        var timeZoneProblem: String
        var bio: String
        var bioLength: String
        var bioLimit: Int
        var bioProblem: String
    }

    /// A radio button or a checkbox.
    struct Choice: Hashable, Sendable {
        var value: String
        var label: String
        var meaning: String
        var isChosen: Bool
    }
}

extension AccountPage.SettingsPart {
    init(_ view: AccountView, in context: CompanionContext) {
        let (user, typed, problems) = (view.visitor.user, view.typed, view.problems)
        form = context.form(.settings, of: view.visitor)
        let visibility = typed.visibility ?? user.visibility.rawValue
        visibilities = Visibility.allCases.map {
            .init(value: $0.rawValue, label: $0.label, meaning: $0.meaning, isChosen: $0.rawValue == visibility)
        }
        visibilityProblem = problems.sentence(at: "visibility")
        let shown = Set(
            typed.shown ?? PageSection.allCases.filter { !user.hiddenSections.contains($0) }.map(\.rawValue))
        sections = PageSection.allCases.map {
            .init(value: $0.rawValue, label: $0.label, meaning: "", isChosen: shown.contains($0.rawValue))
        }
        sectionsProblem = problems.sentence(at: "sections")
        timeZone = typed.timeZone ?? user.timeZone
        timeZones = Self.knownTimeZones
        timeZoneProblem = problems.sentence(at: "time-zone")
        bio = typed.bio ?? user.bio
        bioLength = EnglishText.grouped(bio.utf8.count)
        bioLimit = User.maximumBioLength
        bioProblem = problems.sentence(at: "bio")
    }

    private static let knownTimeZones =
        ["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { TimeZoneName.zone($0) != nil && $0 != "GMT" }.sorted()
}

extension Visibility {
    fileprivate var label: String { rawValue.capitalizedFirst }

    fileprivate var meaning: String {
        switch self {
        case .public: "Listed in the directory, and search engines can find it."
        case .unlisted:
            "For people who know its address. The directory leaves it out, and search engines are asked to."
        case .private: "There is no page. Nobody can see it, not even with its address."
        }
    }
}

extension PageSection {
    /// The section as its heading on the page names it.
    fileprivate var label: String {
        switch self {
        case .bio: "About you"
        case .facts: "Numbers under your name"
        case .artists: "Top artists"
        case .tracks: "Top tracks"
        case .history: "A year of days"
        case .weeks: "The weeks of that year"
        case .clock: "Around the clock"
        case .temperament: "Temperament"
        case .months: "By month"
        case .discoveries: "New names"
        case .decades: "Decades"
        case .recap: "Pages of your years and months"
        }
    }
}

extension AccountPage.SettingsPart: TemplateModel {
    static var fields: [TemplateField<AccountPage.SettingsPart>] {
        [
            .object("form", "Where the form is sent, and its token.") { $0.form },
            .list("visibilities", "Who can see the page: three choices, the field `visibility`.") { $0.visibilities },
            .text("visibilityProblem", "What is wrong with what was chosen; can be empty.") { $0.visibilityProblem },
            .list("sections", "The sections of the page, the field `shown`; chosen are those that are shown.") {
                $0.sections
            },
            .text("sectionsProblem", "What is wrong with what was chosen; can be empty.") { $0.sectionsProblem },
            .text("timeZone", "The user's time zone, or what was typed.") { $0.timeZone },
            .texts("timeZones", "The time zones there are, by name.") { $0.timeZones },
            .text("timeZoneProblem", "What is wrong with what was typed; can be empty.") { $0.timeZoneProblem },
            .text("bio", "What the user wrote, in Markdown; can be empty.") { $0.bio },
            .text("bioLength", "How many bytes that has, its thousands separated.") { $0.bioLength },
            .number("bioLimit", "How many bytes it can have.") { $0.bioLimit },
            .text("bioMost", "The same, its thousands separated.") { EnglishText.grouped($0.bioLimit) },
            .text("bioProblem", "What is wrong with what was typed; can be empty.") { $0.bioProblem },
        ]
    }
}

extension AccountPage.Choice: TemplateModel {
    static var fields: [TemplateField<AccountPage.Choice>] {
        [
            .text("value", "The word that is sent.") { $0.value },
            .text("label", "What the user reads.") { $0.label },
            .text("meaning", "A sentence on what it means; can be empty.") { $0.meaning },
            .flag("isChosen", "Whether it is chosen.") { $0.isChosen },
        ]
    }
}
