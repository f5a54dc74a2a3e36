import Foundation

/// The built program, run as a process of its own.
enum Program {
    /// What a process has said, and how it ended.
    struct Outcome: Sendable, CustomStringConvertible {
        /// The exit code; 128 and the signal's number when one ended it.
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
        // The last resort is this file's place in a checkout.
        let checkout = URL(filePath: #filePath).appending(path: "../../../../.build/debug/tests").standardizedFileURL
        let places = (bundles + executable + [checkout]).map {
            $0.deletingLastPathComponent().appending(path: "sitegen").path(percentEncoded: false)
        }
        return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[0]
    }()

    /// Lets three processes run at a time: with more, two cores are so slow that tests give up waiting.
    ///
    /// Waiting here counts towards the time limits of suites. They are for tests that hang, and leave room for it.
    static let turnstile = Turnstile(places: 3)

    /// Runs the program, or another `executable`, to its end.
    ///
    /// It gets this environment alone, and nothing of the tests' own.
    static func run(
        _ arguments: [String], of executable: String = path, environment: [String: String], in folder: String
    ) async throws -> Outcome {
        try await turnstile.pass {
            try await RunningProgram(arguments, of: executable, environment: environment, in: folder).ended()
        }
    }
}

/// Lets a fixed number of tasks through at a time, in the order of their arrival.
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
