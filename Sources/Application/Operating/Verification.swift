import Foundation
package import Rendering
import SiteModel
import SyncRunner

/// What a verification found and repaired.
package struct VerificationReport: Sendable {
    /// Something that is wrong.
    package struct Finding: Hashable, Sendable, CustomStringConvertible {
        package var description: String
        /// `nil` if the problem is not a file of the output.
        var file: SiteFinding?
    }

    /// What is wrong now.
    package var findings: [Finding]
    /// What was wrong and is repaired now.
    package var repaired: [Finding] = []
    /// The build that repaired it.
    package var build: BuildReport?
}

extension Application {
    /// Compares the output with what was written, and checks database, key and templates.
    ///
    /// - Parameter repairs: Builds wrong pages again and deletes what runs have left; files that sitegen did not make are
    ///   never touched.
    /// - Returns: What is wrong, and what was repaired.
    /// - Throws: `LockError`: a page that is being replaced would be found wrong; what keeps it from looking.
    package func verify(repairs: Bool = false) async throws -> VerificationReport {
        try requireDatabase()
        return try await exclusively(patience: .seconds(10)) {
            let verification = Verification(application: self)
            var findings = try await verification.findings()
            if findings.contains(where: { $0.file != nil }) {
                // Somebody may just have been publishing a page: what is wrong is wrong at a second look, too.
                let again = Set(try await verification.findings())
                findings = findings.filter(again.contains)
            }
            guard repairs, findings.contains(where: { $0.file?.isRepairable == true }) else {
                return VerificationReport(findings: findings)
            }
            let build = try await site(presentStore()).repair(findings.compactMap(\.file))
            let left = try await verification.findings()
            return VerificationReport(
                findings: left, repaired: findings.filter { !left.contains($0) }, build: build)
        }
    }
}

/// Checks everything that a site depends on without changing it: database, key, templates, output.
struct Verification {
    typealias Finding = VerificationReport.Finding

    let application: Application

    /// What is wrong, a line each.
    ///
    /// - Throws: Any error that prevents a look at the output.
    func findings() async throws -> [Finding] {
        let store: Store
        do {
            store = try application.presentStore()
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
            try await application.requireOwnOutput(store)
            return try await findings
                + application.site(store, templates: folder).findings().map {
                    Finding(description: $0.description, file: $0)
                }
        } catch let error as OperatingError {
            return findings + lines("output", error)
        } catch let error as StoreError where !findings.isEmpty {
            // A damaged database was named above, in more detail.
            return findings + lines("output", error)
        }
    }

    private func templates() -> (folder: TemplateFolder?, findings: [Finding]) {
        do {
            return (try TemplateFolder(path: application.templateFolder()), accountTemplates())
        } catch {
            return (nil, lines("templates", error))
        }
    }

    /// No build reads these templates, so that a mistake in them would only be met by 'sitegen serve'.
    private func accountTemplates() -> [Finding] {
        do {
            try AccountPages.check(templates: application.templateFolder(), builtIn: application.builtInTemplates)
            return []
        } catch SiteInputError.noAccountTemplates {
            // A site without a companion does not need them.
            return []
        } catch {
            return lines("templates", error)
        }
    }

    private func key(_ store: Store) async throws -> [Finding] {
        let path = application.settings.secretKeyFile
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
