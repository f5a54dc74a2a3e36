import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The output for a person or for cron: data on stdout, messages on stderr, progress on a terminal only.
final class Terminal: Sendable {
    /// Whether messages reach a terminal.
    let isTerminal: Bool
    private let usesColour: Bool
    private let isQuiet: Bool
    /// Whether the terminal shows a line of progress, to be wiped before the next message.
    private let hasProgress = Mutex(false)

    /// - Parameters:
    ///   - environment: For `NO_COLOR` and `TERM`.
    ///   - isQuiet: Leaves out all but errors and data.
    init(environment: [String: String], isQuiet: Bool = false) {
        isTerminal = isatty(2) == 1
        usesColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        self.isQuiet = isQuiet
    }

    /// Prints data.
    func data(_ text: String) {
        wipeProgress()
        write(text + "\n", to: 1)
    }

    /// Reports what went wrong.
    func error(_ text: String) { say(text, label: "error", colour: 31) }

    /// Tells a person at a terminal what happened; silent under cron.
    func note(_ text: String) {
        guard isTerminal, !isQuiet else { return }
        notice(text)
    }

    /// Tells what is left to do, on a terminal or not, unless only errors are wanted.
    func advice(_ text: String) {
        if !isQuiet { notice(text) }
    }

    /// Tells what a person has to know or do next, on a terminal or not.
    func notice(_ text: String) {
        wipeProgress()
        write(text + "\n", to: 2)
    }

    /// Asks for a line of text, which follows on the same line.
    func prompt(_ text: String) {
        wipeProgress()
        write(text, to: 2)
    }

    /// Shows how far a run is, on one line that the next one replaces.
    func progress(_ text: String) {
        guard isTerminal, !isQuiet else { return }
        hasProgress.withLock { hasProgress in
            hasProgress = true
            write("\r\u{1B}[K" + text, to: 2)
        }
    }

    private func say(_ text: String, label: String, colour: Int) {
        wipeProgress()
        write((usesColour ? "\u{1B}[\(colour);1m\(label):\u{1B}[0m " : "\(label): ") + text + "\n", to: 2)
    }

    private func wipeProgress() {
        hasProgress.withLock { hasProgress in
            if hasProgress { write("\r\u{1B}[K", to: 2) }
            hasProgress = false
        }
    }

    /// Writes all bytes without a buffer, so that messages and data keep their order; a closed pipe does no harm.
    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                if written < 0, errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }
}

/// The system call, which the method of the same name would hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
