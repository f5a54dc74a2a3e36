import Foundation

/// The built program, run as its own process.
enum Program {
    /// What a process printed, and how it ended.
    struct Outcome: Sendable, CustomStringConvertible {
        /// The exit code, or 128 plus the number of the signal that ended the process.
        var status: Int32
        var stdout: String
        var stderr: String

        var description: String { "exit \(status)\nstdout: \(stdout)\nstderr: \(stderr)" }

        /// The lines on stdout.
        var lines: [String] { stdout.split(separator: "\n").map(String.init) }

        /// The lines on stderr that contain a text.
        func complaints(about text: String) -> [Substring] {
            stderr.split(separator: "\n").filter { $0.contains(text) }
        }

        /// Throws unless the exit code is 0.
        @discardableResult
        func succeeds() throws -> Outcome {
            guard status == 0 else { throw UnexpectedOutcome(outcome: self) }
            return self
        }
    }

    private struct UnexpectedOutcome: Error, CustomStringConvertible {
        var outcome: Outcome
        var description: String { "\(outcome)" }
    }

    /// The program that was built with the tests, next to their bundle; never an installed one.
    static let path: String = {
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
        let executable = Bundle.main.executableURL.map { [$0] } ?? []
        // As a last resort, the build folder of the checkout that holds this file.
        let checkout = URL(filePath: #filePath).appending(path: "../../../../.build/debug/tests").standardizedFileURL
        let places = (bundles + executable + [checkout]).map {
            $0.deletingLastPathComponent().appending(path: "sitegen").path(percentEncoded: false)
        }
        return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[0]
    }()

    /// Lets three processes run at a time: with more, a machine with two cores is so slow that tests time out.
    ///
    /// Waiting here counts towards the suites' time limits, which are long enough for it.
    static let turnstile = Turnstile(places: 3)

    /// Runs the program, or another `executable`, to its end.
    ///
    /// The process gets only this environment and inherits nothing from the tests.
    static func run(
        _ arguments: [String], of executable: String = path, environment: [String: String], in folder: String
    ) async throws -> Outcome {
        try await turnstile.pass {
            try await RunningProgram(arguments, of: executable, environment: environment, in: folder).ended()
        }
    }
}

/// Lets a fixed number of tasks run at a time, in order of arrival.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { free = places }

    func pass<Result: Sendable>(_ body: @Sendable () async throws -> Result) async rethrows -> Result {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer {
            if waiting.isEmpty {
                free += 1
            } else {
                waiting.removeFirst().resume()
            }
        }
        return try await body()
    }
}
