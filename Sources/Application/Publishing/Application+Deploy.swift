import Foundation
import Rendering
import SiteModel
import Synchronization

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
        let status = try await Self.status(of: process)
        if process.terminationReason == .uncaughtSignal { throw DeployFailed(reason: "was ended by signal \(status)") }
        guard status == 0 else { throw DeployFailed(reason: "ended with exit code \(status)") }
    }

    /// Runs a process to its end; if the task is cancelled, the process gets SIGTERM.
    private static func status(of process: Process) async throws -> Int32 {
        enum State { case waiting, running, cancelled }
        let state = Mutex(State.waiting)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                state.withLock { state in
                    guard state == .waiting else { return continuation.resume(throwing: CancellationError()) }
                    do {
                        try withoutBlockedSignals { try process.run() }
                        state = .running
                    } catch {
                        let reason = "cannot be started: \(error.localizedDescription)"
                        continuation.resume(throwing: DeployFailed(reason: reason))
                    }
                }
            }
        } onCancel: {
            state.withLock { state in
                if state == .running, process.isRunning { process.terminate() }
                state = .cancelled
            }
        }
    }

    /// Runs a body on a thread that blocks no signal: a process inherits what the thread that starts it blocks, and those of
    /// a pool block SIGTERM.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    /// What the command finds in its environment: enough for `sitegen changes` to read this site.
    private var deployVariables: [String] {
        var variables = [
            "\(Settings.deployingVariable)=1", "SITEGEN_DATABASE=\(settings.database)",
            "SITEGEN_OUTPUT=\(settings.output)",
        ]
        // A store that has everything needs neither.
        if let part = try? presentStore().part, part != .whole {
            let pages = Username.reserved.union(TemplateFolder.pageNames(in: templateFolder())).sorted().joined(
                separator: " ")
            variables += ["SITEGEN_SHARD=\(part)", "SITEGEN_LISTING=\(settings.listing)", "DEPLOY_PAGES=\(pages)"]
        }
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
