import SiteModel

/// Every kind of page there is.
///
/// A new kind is added here, and nowhere else.
enum PageKinds {
    /// Pages that belong to users.
    static var ofUsers: [any UserPageKind.Type] { [ProfilePage.self, ProfileFile.self, RecapPage.self, Feed.self] }

    /// Files of the site itself that list users, in the order in which they are published.
    static var ofLists: [any SitePageKind.Type] { [DirectoryPage.self, Sitemap.self] }

    /// Pages of the site itself that do not depend on its users.
    static var ofNobody: [any SitePageKind.Type] { [SitePage.self, NotFoundPage.self] }

    /// Pages and other files of the site itself, in the order in which they are published.
    static var ofSite: [any SitePageKind.Type] { ofLists + ofNobody }

    /// Pages of the companion, which no build makes, in the order of the reference.
    static var ofCompanion: [any TemplatePage.Type] {
        [SignInPage.self, AccountPage.self, MessagePage.self, HealthPage.self]
    }

    /// Those that a build makes with a template, in the order of the reference.
    static var templates: [any TemplatePage.Type] {
        (ofUsers as [Any.Type] + ofSite).compactMap { $0 as? any TemplatePage.Type }
    }
}

/// Pages in the folder of a user.
///
/// A user who hides, is renamed, disconnected or removed loses all of them.
protocol UserPageKind: SendableMetatype {
    /// The pages of a user who shows pages.
    ///
    /// - Parameters:
    ///   - pages: The owner, with the manifest's entries.
    ///   - fingerprint: Of the user and the date: ``SitePlan/fingerprint(of:at:)``.
    ///   - site: The site.
    ///   - now: The present moment.
    /// - Returns: The pages, and before each its picture, so that it is there first.
    /// - Throws: ``PublishError`` for a page whose path is malformed.
    static func pages(
        of pages: UserPages, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant
    ) throws -> [PlannedPage]
}

/// Pages and other files that belong to no user.
protocol SitePageKind: SendableMetatype {
    /// The pages of a site that lists these users, in the order of the directory.
    static func pages(listing users: [ListedUsers.Entry], in site: SitePlan, at now: Instant) throws -> [PlannedPage]
}

/// Pages that are made with a template.
protocol TemplatePage: SendableMetatype {
    /// What the template shows.
    associatedtype Model: TemplateModel
    /// The template's file without `.mustache`.
    static var templateName: String { get }
    /// What the pages are, for the reference of the templates.
    static var summary: String { get }
}

extension TemplatePage {
    /// The fields that the template can show.
    static var schema: TemplateSchema { TemplateSchema(Model.self) }
}

/// A page of some kind: where it is, and what it is made from.
struct PlannedPage: Sendable {
    var place: PagePlace
    /// Of all it is made from.
    var fingerprint: [UInt8]
    /// Whether it is checked again after `build.maxAge`.
    var expires = true
    /// Whether it is made from what the page before it is made from.
    var continuesPrevious = false
    /// Not called unless the page has to be rendered.
    var render: PageSource.Render
}

/// The compiled templates of some kinds of pages.
struct PageTemplates: Sendable {
    private var compiled: [String: any Sendable] = [:]

    /// Compiles the template of each kind.
    ///
    /// - Throws: ``TemplateError`` with all that is wrong in any of them.
    init(_ library: TemplateLibrary, of kinds: [any TemplatePage.Type]) throws(TemplateError) {
        var found = library.diagnostics
        for page in kinds { compiled[page.templateName] = Self.compile(page, library, &found) }
        guard found.isEmpty else { throw .invalid(collecting: found) }
    }

    /// The template of a kind.
    subscript<Page: TemplatePage>(_ page: Page.Type) -> Template<Page.Model> {
        guard let template = compiled[page.templateName] as? Template<Page.Model> else {
            preconditionFailure("\(page) is not among PageKinds")
        }
        return template
    }

    private static func compile<Page: TemplatePage>(
        _ page: Page.Type, _ library: TemplateLibrary, _ found: inout [TemplateDiagnostic]
    ) -> any Sendable {
        library.compile(page.templateName, for: Page.Model.self, &found)
    }
}
