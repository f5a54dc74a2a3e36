import Foundation

extension Application {
    /// Runs `deploy.command`, which copies the site elsewhere; does nothing where none is set.
    ///
    /// It runs after every build and every deletion of a hidden page, also when nothing changed: what an earlier one could
    /// not do, the next one does.
    ///
    /// - Throws: ``DeployFailed``.
    package func deploy() async throws {
        guard let command = settings.deployCommand else { return }
        let process = Process()
        // 'env' adds to the environment of this process, and takes the secret out of it.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["-u", SettingKey.spotifyClientSecret.environmentName] + deployVariables + ["/bin/sh", "-c", command]
        process.currentDirectoryURL = URL(filePath: settings.file?.parentFolder ?? folder)
        process.standardInput = FileHandle.nullDevice
        // A command of ours may be printing a document.
        process.standardOutput = FileHandle.standardError
        let status: Int32
        do {
            status = try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                    do { try process.run() } catch { continuation.resume(throwing: error) }
                }
            } onCancel: {
                process.terminate()
            }
        } catch {
            throw DeployFailed(reason: "cannot be started: \(error.localizedDescription)")
        }
        if process.terminationReason == .uncaughtSignal { throw DeployFailed(reason: "was ended by signal \(status)") }
        guard status == 0 else { throw DeployFailed(reason: "ended with exit code \(status)") }
    }

    /// What the command finds in its environment: enough for `sitegen changes` to read this site.
    private var deployVariables: [String] {
        var variables = ["SITEGEN_DATABASE=\(settings.database)", "SITEGEN_OUTPUT=\(settings.output)"]
        if let file = settings.file { variables.append("SITEGEN_CONFIG=\(file)") }
        // Cron's PATH may lack the folder of this program.
        if let program = Bundle.main.executablePath { variables.append("SITEGEN=\(program)") }
        return variables
    }
}

/// The command that deploys the site did not succeed.
package struct DeployFailed: Error, CustomStringConvertible {
    var reason: String

    package var description: String {
        "deploy.command \(reason); the copy of the site may be old, and show what was hidden, until the next run deploys it"
    }
}
