import Foundation

/// A process of the program that was started, until it ends.
final class RunningProgram: Sendable {
    private let process: Process
    private let folder: TemporaryFolder
    private let ending: AsyncStream<Void>
    private let input: FileHandle?

    /// Starts the program; see ``Program/run(_:environment:in:)``.
    ///
    /// Without questions to answer, stdin is empty. Messages go to a file, or to a terminal of the test's, which then is what
    /// questions are answered at.
    init(
        _ arguments: [String], environment: [String: String], in workingFolder: String, asks: Bool = false,
        on terminal: Terminal? = nil
    ) throws {
        folder = try TemporaryFolder("process")
        process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: workingFolder)
        // Files rather than pipes: nobody has to read them while the process runs.
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

    /// What the process has said on stderr so far.
    var stderr: String { folder.text("stderr") }

    /// Types a line on stdin.
    func answer(_ line: String) throws { try input?.write(contentsOf: Data((line + "\n").utf8)) }

    /// Ends stdin: nobody answers any more.
    func endAnswers() throws { try input?.close() }

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
