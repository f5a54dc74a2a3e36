import Foundation

/// The built program, run as a process of its own.
enum Program {
    /// What a process came to.
    struct Outcome: Sendable, CustomStringConvertible {
        /// The exit code; 128 and the signal's number when one ended it.
        var status: Int32
        var stdout: String
        var stderr: String

        var description: String { "exit \(status)\nstdout: \(stdout)\nstderr: \(stderr)" }

        /// The lines on stderr that hold a text.
        func complaints(about text: String) -> [Substring] {
            stderr.split(separator: "\n").filter { $0.contains(text) }
        }
    }

    /// Beside the bundle of the tests: what was built along with them, never what happens to be installed.
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

    /// Two cores serve no more at a time; the rest would only make each other slow, until those who wait for them give up.
    ///
    /// Whoever waits here counts as running: the time limits of suites are for what hangs, and leave room for the queue.
    static let turnstile = Turnstile(places: 3)

    /// Runs the program to its end.
    ///
    /// The environment is all that it gets: nothing of the tests' own is passed on.
    static func run(
        _ arguments: [String], environment: [String: String], in folder: String
    ) async throws -> Outcome {
        try await turnstile.pass {
            try await RunningProgram(arguments, environment: environment, in: folder).ended()
        }
    }
}

/// Lets so many through at a time, in the order in which they came.
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
