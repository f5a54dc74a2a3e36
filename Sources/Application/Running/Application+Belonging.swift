import Foundation
import Rendering
package import SiteModel

extension Application {
    /// Checks that the pages in the output folder are not those of another database.
    ///
    /// A database that is new, because it was lost or its path mistyped, would empty the front page, and nothing could
    /// take down the pages of its former users.
    ///
    /// - Throws: ``OperatingError/otherSite(database:output:user:)``.
    package func requireOwnOutput(_ store: Store) async throws {
        // Every build records the front page.
        guard try await store.pageRecords(["index.html"]).isEmpty else { return }
        let files = FileManager.default
        let output = settings.output
        // A folder that cannot be read is reported by the build.
        let assets = (try? files.contentsOfDirectory(atPath: output + "/assets")) ?? []
        guard assets.contains(where: { $0.contains(/\.[0-9a-f]{8,}\.css$/) }) else { return }
        let pages = TemplateFolder.pageNames(in: templateFolder())
        for name in ((try? files.contentsOfDirectory(atPath: output)) ?? []).sorted() {
            guard (try? Username(name, pages: pages)) != nil,  // another name is no user's folder
                files.fileExists(atPath: output + "/\(name)/index.html"), try await !store.hasUser(named: name)
            else { continue }
            throw OperatingError.otherSite(database: settings.database, output: output, user: name)
        }
    }
}
