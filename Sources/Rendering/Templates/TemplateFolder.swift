import Foundation
import SiteModel

/// The folder an operator edits, read and compiled once a run: `*.mustache`, `assets/`, `pages/*.md`.
///
/// Its `account/` belongs to the companion, see ``AccountTemplates``.
public struct TemplateFolder: Sendable {
    /// The templates of all kinds of pages.
    let page: PageTemplates
    let assets: SiteAssets
    let pages: [SitePageSource]
    /// A digest of all templates and pages.
    let digest: [UInt8]

    /// The names that pages of the site take from usernames.
    public var pageNames: Set<String> { Set(pages.map(\.name)) }

    /// Reads a folder.
    ///
    /// - Parameter path: The folder.
    /// - Throws: ``SiteInputError`` when the folder is not there or a file cannot be read; ``TemplateError`` with all that
    ///   is wrong in the templates, by line and column.
    public init(path: String) throws {
        let files = try FolderReader(root: path)
        let library = try files.library(of: ["", "partials"])
        guard !library.names.isEmpty else { throw SiteInputError.noTemplates(folder: path) }
        page = try PageTemplates(library, of: PageKinds.templates)
        assets = try files.assets()
        var digest = Fingerprint(of: "templates")
        digest.add("library", library.digest)
        let pages = try files.sitePages()
        for page in pages { digest.add(page.path, page.bytes) }
        self.pages = SitePageSource.inMenuOrder(pages.map { $0.source })
        self.digest = digest.digest
    }

    /// The names of the site's pages, which no ``Username`` may be; no template is compiled.
    ///
    /// - Parameter path: The folder of the templates; one that is not there has no pages.
    /// - Returns: The names.
    public static func pageNames(in path: String) -> Set<String> {
        // A folder that cannot be read is named by the build; here it only means that no name is taken.
        let names = (try? FolderReader(root: path).names(in: "pages")) ?? []
        return Set(names.filter { $0.hasSuffix(".md") }.map { String($0.dropFirst("pages/".count).dropLast(3)) })
    }
}

extension FolderReader {
    /// The templates in some folders.
    func library(of folders: [String]) throws -> TemplateLibrary {
        try TemplateLibrary(paths: try folders.flatMap { try names(in: $0) }, read: bytes(of:))
    }

    /// The files in a folder that pages load: all but templates.
    func assets(in folder: String = "assets") throws -> SiteAssets {
        let paths = try names(in: folder).filter { !$0.hasSuffix(TemplateLibrary.suffix) }
        do {
            return try SiteAssets(
                paths.map { path in (name: String(path.dropFirst(folder.count + 1)), bytes: try self.bytes(of: path)) })
        } catch PublishError.malformedPath(let name) {
            throw SiteInputError.assetName(name, folder: "\(root)/\(folder)")
        }
    }

    /// The pages that the operator wrote, by name.
    func sitePages() throws -> [(path: String, bytes: [UInt8], source: SitePageSource)] {
        try names(in: "pages").filter { $0.hasSuffix(".md") }.map { path in
            let bytes = try self.bytes(of: path)
            let name = String(path.dropFirst("pages/".count).dropLast(".md".count))
            do {
                return (path, bytes, try SitePageSource(name: name, text: String(decoding: bytes, as: UTF8.self)))
            } catch {
                throw SiteInputError.page("\(error)")
            }
        }
    }
}

/// Why the folder of the templates cannot be used.
public enum SiteInputError: Error, Equatable, CustomStringConvertible {
    /// There is no such folder.
    case noTemplates(folder: String)
    /// There are no templates for the companion's pages.
    case noAccountTemplates(folder: String)
    /// A file cannot be read.
    case unreadable(path: String, reason: String)

    /// A page of the operator cannot be used; the text says why and where.
    case page(String)
    /// The name of an asset is not valid in the output.
    case assetName(String, folder: String)
    /// A page of the operator and a user would be the same folder.
    case pageTakesUser(String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .page(let problem): problem
        case .assetName(let name, let folder):
            "\(folder): '\(name)' cannot be published; name assets with a-z, 0-9, '-' and '.'"
        case .pageTakesUser(let name):
            "pages/\(name).md would stand where the user '\(name)' does; rename the file, "
                + "or run 'sitegen user rename \(name) NEW'"
        case .noTemplates(let folder):
            "there are no templates in \(folder); copy the built-in ones there with 'sitegen templates copy --force "
                + "\(folder)', or set 'templates' to another folder"
        case .noAccountTemplates(let folder):
            "\(folder) has no folder 'account', the templates of 'sitegen serve'; "
                + "run 'sitegen templates copy --force \(folder)'"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        }
    }
}
