import SiteModel

/// The Atom feed of a user: an entry for each month and each year that is over.
struct Feed {
    /// The name of the file in the folder of a user.
    static let name = "feed.xml"
    /// How many entries it has at most.
    static let length = 24

    /// A recap that changes no more.
    struct Entry: Hashable, Sendable {
        var period: RecapPeriod
        var title: String
        var summary: String
    }

    let user: User
    let site: PageContext
    /// `site.baseURL`, without a slash at its end: all links of a feed are full addresses.
    let baseURL: String

    /// The recaps that a feed has, the newest first; a year comes after its December.
    static func periods(_ periods: [RecapPeriod], today: LocalDate) -> [RecapPeriod] {
        Array(
            periods.filter { RecapStage(of: $0, today: today) == .final }
                .sorted { ($1.lastDay, $1.firstDay) < ($0.lastDay, $0.firstDay) }.prefix(length))
    }

    /// Writes the feed.
    ///
    /// - Parameters:
    ///   - entries: The entries, at least one, the newest first.
    ///   - xml: Where it is written.
    func write(_ entries: [Entry], to xml: inout HTMLBuffer) {
        let home = "\(baseURL)/\(user.username.rawValue)/"
        xml.append(markup: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        xml.append(markup: "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n")
        element("id", tag(of: ""), to: &xml)
        element("title", "\(user.shownName) · \(site.title)", to: &xml)
        element("updated", entries.lazy.map(\.period).map(Self.updated).max() ?? "", to: &xml)
        link("self", "application/atom+xml", home + Self.name, to: &xml)
        link("alternate", "text/html", home, to: &xml)
        xml.append(markup: "<author>\n")
        element("name", user.shownName, to: &xml)
        element("uri", home, to: &xml)
        xml.append(markup: "</author>\n")
        for entry in entries {
            xml.append(markup: "<entry>\n")
            element("id", tag(of: "/" + entry.period.folder), to: &xml)
            element("title", entry.title, to: &xml)
            element("updated", Self.updated(entry.period), to: &xml)
            link("alternate", "text/html", "\(home)\(entry.period.folder)/", to: &xml)
            element("summary", entry.summary, to: &xml)
            xml.append(markup: "</entry>\n")
        }
        xml.append(markup: "</feed>\n")
    }

    /// An id that stays when the page moves to another scheme or folder (RFC 4151).
    private func tag(of path: String) -> String {
        "tag:\(site.host),2026:\(user.username.rawValue)\(path)"
    }

    /// The first moment at which a recap is final anywhere on earth: midnight in UTC+14.
    ///
    /// It stays when an import changes the recap later.
    private static func updated(_ period: RecapPeriod) -> String {
        "\(period.lastDay.advanced(by: RecapStage.days))T10:00:00Z"
    }

    private func element(_ name: StaticString, _ text: String, to xml: inout HTMLBuffer) {
        xml.append(markup: "<")
        xml.append(markup: name)
        xml.append(markup: ">")
        xml.append(escaping: text.withoutDirections.allowedInXML)
        xml.append(markup: "</")
        xml.append(markup: name)
        xml.append(markup: ">\n")
    }

    private func link(_ relation: StaticString, _ type: StaticString, _ address: String, to xml: inout HTMLBuffer) {
        xml.append(markup: "<link rel=\"")
        xml.append(markup: relation)
        xml.append(markup: "\" type=\"")
        xml.append(markup: type)
        xml.append(markup: "\" href=\"")
        xml.append(escaping: address)
        xml.append(markup: "\"/>\n")
    }
}

extension String {
    /// The text without the control characters that XML cannot express.
    fileprivate var allowedInXML: String {
        func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20..<0xFFFE, 0x10000...: true
            default: false
            }
        }
        guard !unicodeScalars.allSatisfy(isAllowed) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter(isAllowed)))
    }
}
