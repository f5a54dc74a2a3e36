import Foundation
import TestSupport

/// A running process of the program.
final class RunningProgram: Sendable {
    private let process: Process
    private let folder: TemporaryFolder
    private let ending: AsyncStream<Void>
    private let input: FileHandle?

    /// Starts the program; see ``Program/run(_:of:environment:in:)``.
    ///
    /// With `asks` the test answers questions on stdin, which is empty otherwise. A terminal shows the messages and takes
    /// the answers; without one, messages go to a file.
    init(
        _ arguments: [String], of executable: String = Program.path, environment: [String: String],
        in workingFolder: String, asks: Bool = false,
        on terminal: Terminal? = nil
    ) throws {
        folder = try TemporaryFolder("process")
        process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: workingFolder)
        // Files instead of pipes, because nobody has to read them while the process runs.
        process.standardOutput = try folder.newFile("stdout")
        process.standardError = try terminal?.end ?? folder.newFile("stderr")
        if asks, let terminal {
            process.standardInput = terminal.end
            input = nil
        } else if asks {
            let pipe = Pipe()
            process.standardInput = pipe
            input = pipe.fileHandleForWriting
        } else {
            process.standardInput = FileHandle.nullDevice
            input = nil
        }
        let (ending, ended) = AsyncStream<Void>.makeStream()
        self.ending = ending
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
    }

    var identifier: Int32 { process.processIdentifier }

    /// The text on stderr so far.
    var stderr: String { folder.text("stderr") }

    /// Types a line on stdin.
    func answer(_ line: String) throws { try input?.write(contentsOf: Data((line + "\n").utf8)) }

    /// Ends stdin, so that no further question is answered.
    func endAnswers() throws { try input?.close() }

    /// Kills the process like a power cut, so that none of its code runs afterwards.
    func killAtOnce() { kill(process.processIdentifier, SIGKILL) }

    /// Asks it to end, as systemd does.
    func terminate() { kill(process.processIdentifier, SIGTERM) }

    /// Waits until a condition outside the process holds.
    func waits(until isSo: () -> Bool) async throws {
        struct Missed: Error {}
        let deadline = ContinuousClock.now + .seconds(60)
        while !isSo() {
            guard ContinuousClock.now < deadline, process.isRunning else { throw Missed() }
            // Another process gives no callback, so the condition has to be polled.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for the end of the process, and kills it when the test is cancelled.
    func ended() async -> Program.Outcome {
        await withTaskCancellationHandler {
            for await _ in ending {}
            process.waitUntilExit()
        } onCancel: {
            killAtOnce()
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return Program.Outcome(
            status: (isSignal ? 128 : 0) + process.terminationStatus, stdout: folder.text("stdout"),
            stderr: folder.text("stderr"))
    }
}
