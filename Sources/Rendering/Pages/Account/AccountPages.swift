package import SiteModel

/// The pages of the companion: sign-in, account, messages, health.
///
/// Rendering them cannot fail; what can be wrong with their templates is found when this is made.
package struct AccountPages: Sendable {
    let context: CompanionContext
    private let templates: AccountTemplates

    /// Reads and compiles the templates in `account/`.
    ///
    /// - Parameters:
    ///   - folder: The templates of the site. If it has no folder `account`, which older copies lack, those of `builtIn`
    ///     are taken.
    ///   - builtIn: The program's own templates; `nil` when they were not found.
    ///   - settings: What pages say about the site; without a `baseURL` the site is beside the companion.
    ///   - address: The companion's own address, as in `https://music.example.org/account/`.
    /// - Throws: ``SiteInputError``, ``TemplateError`` with all that is wrong in the templates.
    package init(templates folder: String, builtIn: String?, settings: SiteSettings, address: String) throws {
        templates = try AccountTemplates(own: folder, builtIn: builtIn)
        context = CompanionContext(templates, settings: settings, address: address)
    }

    /// Looks for mistakes in the templates, without making anything.
    ///
    /// - Throws: As ``init(templates:builtIn:settings:address:)``.
    package static func check(templates folder: String, builtIn: String?) throws {
        _ = try AccountTemplates(own: folder, builtIn: builtIn)
    }

    /// The page of a visitor who is not signed in.
    package func signIn(_ view: SignInView) -> [UInt8] {
        render(SignInPage.self, SignInPage.Model(view, in: context))
    }

    /// The page on which a user sees and changes everything.
    package func account(_ view: AccountView) -> [UInt8] {
        render(AccountPage.self, AccountPage.Model(view, in: context))
    }

    /// A page that says one thing.
    ///
    /// - Parameters:
    ///   - view: What it says.
    ///   - visitor: Who is signed in, if anybody is; moments are then told in the user's time zone, otherwise in UTC.
    ///   - now: The present moment.
    /// - Returns: The page in HTML.
    package func message(_ view: MessageView, for visitor: AccountVisitor? = nil, at now: Instant) -> [UInt8] {
        render(MessagePage.self, MessagePage.Model(view, for: visitor, at: now, in: context))
    }

    /// How all users are, for an admin.
    package func health(_ view: HealthView) -> [UInt8] {
        render(HealthPage.self, HealthPage.Model(view, in: context))
    }

    /// A file that the pages load.
    ///
    /// - Parameter name: What the address has after `assets/`, as in `site.3f2a9c01de.css`; a name never stands for
    ///   other bytes.
    /// - Returns: `nil` for a name that no page uses.
    package func asset(named name: String) -> (bytes: [UInt8], contentType: String)? {
        templates.assets[name]
    }

    private func render<Page: TemplatePage>(_ page: Page.Type, _ model: Page.Model) -> [UInt8] {
        var buffer = HTMLBuffer(capacity: 16_384)
        templates.page[page].render(model, into: &buffer)
        return buffer.bytes
    }
}
