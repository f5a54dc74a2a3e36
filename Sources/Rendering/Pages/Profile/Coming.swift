import SiteModel

extension ProfilePage {
    /// A part of the page of which nothing is known yet: it has no heading, and one line at the end of the page names it.
    enum Coming: CaseIterable {
        case lists, days, hours, temperament, months, discoveries, decades

        /// In an enumeration.
        private var name: String {
            switch self {
            case .lists: "the lists"
            case .days: "the year of days"
            case .hours: "the hours of the day"
            case .temperament: "the temperament"
            case .months: "the months"
            case .discoveries: "new names"
            case .decades: "decades"
            }
        }

        /// When it will be there, after its name.
        private var condition: String {
            switch self {
            case .lists: "after a few days of listening"
            case .days, .months: "with the first play"
            case .hours: "after a week of listening"
            case .temperament: "after some weeks of listening"
            case .discoveries: "later: at first, every artist is new"
            case .decades: "once enough release years are known"
            }
        }

        /// Names what will follow; empty when nothing is missing.
        static func sentence(_ parts: [Coming]) -> String {
            switch parts.count {
            case 0: ""
            case 1: "\(parts[0].name.capitalizedFirst) will follow \(parts[0].condition)."
            case allCases.count:
                "Nothing has been played yet. Lists and charts will follow with the first days of music."
            default:
                "\(EnglishText.listed(parts.map(\.name)).capitalizedFirst) will follow with more listening."
            }
        }
    }
}

extension ProfilePage.Model {
    /// What the user shows, and what is not there yet.
    func missing(of data: ProfileData) -> [ProfilePage.Coming] {
        ProfilePage.Coming.allCases.filter { part in
            switch part {
            case .lists: repeats == nil && (data.shows(.artists) || data.shows(.tracks))
            case .days: history == nil && data.shows(.history)
            case .hours: clock == nil && data.shows(.clock)
            case .temperament: temperament == nil && data.shows(.temperament)
            case .months: months == nil && data.shows(.months)
            case .discoveries: discoveries == nil && data.shows(.discoveries)
            case .decades: decades == nil && data.shows(.decades)
            }
        }
    }
}
