import Foundation
import Rendering
import SiteModel
import SyncRunner

/// Everything a site rests on, looked at without changing it: database, key, templates, output.
struct Verification {
    let live: Live

    /// Something that is wrong.
    struct Finding: Hashable, CustomStringConvertible {
        var description: String
        /// `nil` for what is not in the output.
        var file: SiteFinding?
    }

    /// What is wrong, a line each.
    ///
    /// - Throws: What keeps it from looking at the output.
    func findings() async throws -> [Finding] {
        let store: Store
        do {
            store = try live.presentStore()
        } catch let error as StoreError {
            // Without the database there is nothing to compare the rest with.
            return lines("database", error) + templates().findings
        }
        var findings: [Finding] = []
        do {
            findings += try await store.integrityProblems().map { Finding(description: "database: \($0)") }
            findings += try await key(store)
        } catch let error as StoreError {
            findings += lines("database", error)
        }
        let templates = templates()
        findings += templates.findings
        guard let folder = templates.folder else { return findings }
        do {
            return try await findings
                + live.site(store, templates: folder).findings().map {
                    Finding(description: $0.description, file: $0)
                }
        } catch let error as StoreError where !findings.isEmpty {
            // A damaged database was named above, in more detail.
            return findings + lines("output", error)
        }
    }

    private func templates() -> (folder: TemplateFolder?, findings: [Finding]) {
        do {
            return (try TemplateFolder(path: live.templateFolder()), [])
        } catch {
            return (nil, lines("templates", error))
        }
    }

    private func key(_ store: Store) async throws -> [Finding] {
        let path = live.settings.secretKeyFile
        let credentials = try await store.credentials()
        var findings: [Finding] = []
        if KeyRotation.isPending(at: path) {
            findings.append(Finding(description: "key: a rekey was cut off, two keys are in use; run 'sitegen rekey'"))
        }
        // Without tokens there need not be a key, and none is made here.
        guard !credentials.isEmpty || FileManager.default.fileExists(atPath: path) else { return findings }
        do {
            let vault = try KeyFile.vault(at: path, hasSealedTokens: true)
            let closed = credentials.filter { !vault.opens($0.credential) }.map(\.username)
            return findings
                + closed.map { user in
                    Finding(
                        description: "key: \(path) does not open the tokens of '\(user)'; put back the key they were "
                            + "sealed with, or run 'sitegen connect \(user)'")
                }
        } catch {
            return findings + lines("key", error)
        }
    }

    private func lines(_ part: String, _ error: any Error) -> [Finding] {
        "\(error)".split(separator: "\n").map { Finding(description: "\(part): \($0)") }
    }
}

extension Live {
    /// The site as it is built from a store with templates that were read before.
    func site(_ store: Store, templates: TemplateFolder) -> Site {
        Site(store: store, settings: settings.site, templates: templates, output: settings.output, clock: clock)
    }
}
