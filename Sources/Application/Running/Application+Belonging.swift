import Foundation
import Rendering
package import SiteModel

extension Application {
    /// Checks that the pages in the output folder are not those of another database.
    ///
    /// A database that is new, because it was lost or its path mistyped, would empty the front page, and nothing could
    /// take down the pages of its former users. A database that has built elsewhere would overwrite them.
    ///
    /// - Throws: ``OperatingError/otherSite(database:output:user:)``.
    package func requireOwnOutput(_ store: Store) async throws {
        // Every build records the front page, so the other records are seldom read.
        if try await hasWritten(store.pageRecords(["index.html"])) { return }
        // A shard does not build it.
        if try await hasWritten(store.userPages(after: nil, limit: 10).flatMap(\.records)) { return }
        guard let user = try await unknownUser(store) else { return }
        if try await hasWritten(store.pageRecordsOfNoUser()) { return }
        throw OperatingError.otherSite(database: settings.database, output: settings.output, user: user)
    }

    /// Whether a file in the output is still as one of the records says.
    private func hasWritten(_ records: [PageRecord]) -> Bool {
        records.contains { record in
            // A file that cannot be looked at is reported by the build.
            let file = try? FileSystem.live.status(settings.output + "/" + record.path)
            return file?.matches(record) == true
        }
    }

    /// A user who has a page in the output, made by sitegen, and is not in the database; `nil` for none.
    private func unknownUser(_ store: Store) async throws -> String? {
        let files = FileManager.default
        let output = settings.output
        // A folder that cannot be read is reported by the build.
        let assets = (try? files.contentsOfDirectory(atPath: output + "/assets")) ?? []
        let styleSheets = assets.filter { $0.contains(/\.[0-9a-f]{8,}\.css$/) }.map { "assets/\($0)" }
        guard !styleSheets.isEmpty else { return nil }
        let pages = TemplateFolder.pageNames(in: templateFolder())
        for name in ((try? files.contentsOfDirectory(atPath: output)) ?? []).sorted() {
            // Another name is no user's folder, or that of a user of another shard.
            guard let username = try? Username(name, pages: pages), store.part.contains(username),
                let page = files.contents(atPath: output + "/\(name)/index.html"), try await !store.hasUser(named: name)
            else { continue }
            // The operator's own page does not link a style sheet of this site.
            let text = String(decoding: page, as: UTF8.self)
            if styleSheets.contains(where: { text.contains($0) }) { return name }
        }
        return nil
    }
}
