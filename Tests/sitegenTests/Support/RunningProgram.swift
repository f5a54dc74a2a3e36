import Foundation

/// A process of the program that was started, until it ends.
final class RunningProgram: Sendable {
    private let process: Process
    private let folder: TemporaryFolder
    private let ending: AsyncStream<Void>

    /// Starts the program; see ``Program/run(_:environment:in:input:)``.
    init(
        _ arguments: [String], environment: [String: String], in workingFolder: String, input: String? = nil
    ) throws {
        folder = try TemporaryFolder("process")
        process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: workingFolder)
        // Files rather than pipes: nobody has to read them while the process runs.
        process.standardOutput = try folder.newFile("stdout")
        process.standardError = try folder.newFile("stderr")
        if let input {
            try Data(input.utf8).write(to: URL(filePath: folder.path + "/stdin"))
            process.standardInput = FileHandle(forReadingAtPath: folder.path + "/stdin")
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let (ending, ended) = AsyncStream<Void>.makeStream()
        self.ending = ending
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
    }

    var identifier: Int32 { process.processIdentifier }

    /// What the process has said on stderr so far.
    var stderr: String { folder.text("stderr") }

    /// Ends it as a power cut would: nothing in it runs any more.
    func killAtOnce() { kill(process.processIdentifier, SIGKILL) }

    /// Waits until something has come about in the world outside of it.
    func waits(until isSo: () -> Bool) async throws {
        struct Missed: Error {}
        let deadline = ContinuousClock.now + .seconds(60)
        while !isSo() {
            guard ContinuousClock.now < deadline, process.isRunning else { throw Missed() }
            // Nobody calls back for what happens elsewhere: it has to be looked at again and again.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for its end; it is killed when the test is cancelled.
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
