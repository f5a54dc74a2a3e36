import ShareImages
import SiteModel

/// A picture for links, planned before it is known whether it has to be drawn.
struct PlannedCard: Hashable, Sendable {
    /// Where it is: a name of its own for whatever it was drawn from.
    var path: SitePath
    /// Of what it shows at least, which decides how long it is kept, and of what it was first drawn from.
    var fingerprint: [UInt8]

    /// The fingerprint of a page that names the picture.
    func fingerprint(ofPage fingerprint: [UInt8]) -> [UInt8] {
        var sum = Fingerprint(of: "page with a picture")
        sum.add("page", fingerprint)
        sum.add("picture", path.rawValue)
        return sum.digest
    }

    /// The picture as a page of the manifest.
    ///
    /// - Parameter card: Makes what it shows; called only when it has to be drawn.
    /// - Returns: The page.
    func page(_ card: @escaping @Sendable (_ workspace: PageWorkspace) throws -> ShareCard) -> PlannedPage {
        PlannedPage(place: .file(path.rawValue), fingerprint: fingerprint, expires: false) { buffer, workspace in
            buffer.append(verbatim: try workspace.png(of: try card(workspace)))
        }
    }

    /// Whether a file of the manifest is a picture for links.
    static func isCard(_ path: String) -> Bool {
        // Every page is asked in every run, and most are none.
        guard path.utf8.last == UInt8(ascii: "g"), path.hasSuffix(".png"), let slash = path.lastIndex(of: "/") else {
            return false
        }
        return path[path.index(after: slash)...].hasPrefix(namePrefix)
    }

    /// The folder that a file of the manifest is in; empty for one at the top of the output.
    static func folder(of path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

    fileprivate static let namePrefix = "card-"

    /// A picture with a new name.
    init(in folder: String, fingerprint: [UInt8]) throws(PublishError) {
        self.fingerprint = fingerprint
        let name = Fingerprint.digest(of: fingerprint).hex.prefix(10)
        path = try SitePath("\(folder)/\(Self.namePrefix)\(name).png")
    }

    /// The picture of a record.
    init(_ record: PageRecord) throws(PublishError) {
        path = try SitePath(record.path)
        fingerprint = record.fingerprint
    }
}

extension PageFrame {
    /// Makes a picture that was drawn for previews the page's picture.
    ///
    /// - Parameters:
    ///   - card: The picture.
    ///   - alt: What is in it, in words.
    ///   - site: A site with a `baseURL`.
    mutating func show(_ card: PlannedCard, alt: String, site: PageContext) {
        image = "\(site.baseURL ?? "")/\(card.path.rawValue)"
        (imageWidth, imageHeight) = ("\(ShareCard.Format.link.width)", "\(ShareCard.Format.link.height)")
        imageAlt = alt
    }
}
