import Application
import Foundation
import Logging
import SiteModel
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
    /// Whether messages are events of the log, a line of JSON each.
    private let writesEvents: Bool
    /// Names this start of the program in each line of the log.
    let run = String(UInt64.random(in: 1 << 44..<1 << 48), radix: 16)
    /// Whether the terminal shows a line of progress, to be wiped before the next message.
    private let hasProgress = Mutex(false)
    private let timeLeft = TimeLeft()
    /// Why data could not be printed.
    private let lostData = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - environment: For `NO_COLOR` and `TERM`.
    ///   - isQuiet: Leaves out all but errors and data.
    ///   - format: How messages are written.
    init(environment: [String: String], isQuiet: Bool = false, format: LogFormat = .text) {
        isTerminal = isatty(2) == 1
        usesColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        self.isQuiet = isQuiet
        writesEvents = format == .json
    }

    /// A log whose lines name this start of the program.
    func logger(_ level: Logger.Level) -> Logger {
        Logger(label: "sitegen") { label in
            if self.writesEvents { return EventLogHandler(terminal: self, logLevel: level) }
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            handler[metadataKey: "run"] = "\(self.run)"
            return handler
        }
    }

    /// Writes an event of the log as a line of JSON.
    func event(_ level: Logger.Level, _ message: String, _ fields: Logger.Metadata = [:]) {
        wipeProgress()
        let line = EventLine(
            time: WallClock.system.now(), level: level, run: run, message: message, fields: fields)
        write(line.text + "\n", to: 2)
    }

    /// Prints data.
    func data(_ text: String) {
        wipeProgress()
        // Whoever closed a pipe did not want the rest; any other failure makes half a document.
        if let code = write(text + "\n", to: 1), code != EPIPE { lostData.withLock { $0 = $0 ?? code } }
    }

    /// Fails if data could not be printed.
    ///
    /// - Throws: ``OperatingError/cannotWrite(path:reason:)``.
    func checkData() throws {
        guard let code = lostData.withLock({ $0 }) else { return }
        throw OperatingError.cannotWrite(path: "to the standard output", reason: String(cString: strerror(code)))
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
        guard !writesEvents else { return event(.notice, text) }
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
        guard isTerminal, !isQuiet, !writesEvents else { return }
        hasProgress.withLock { hasProgress in
            hasProgress = true
            write("\r\u{1B}[K" + text, to: 2)
        }
    }

    /// Shows how far work is, and how long it will still take.
    ///
    /// - Parameters:
    ///   - work: What is done, such as `Syncing`.
    ///   - done: How much of it is done.
    ///   - all: How much there is.
    ///   - words: What is shown of the numbers; both of them if not given.
    func progress(_ work: String, _ done: Int, of all: Int, showing words: String? = nil) {
        guard isTerminal else { return }
        let left = timeLeft.words(work, Int64(done), of: Int64(all), at: WallClock.system.now())
        progress("\(work) \(words ?? "\(done)/\(all)")\(left)")
    }

    private func say(_ text: String, label: String, colour: Int) {
        guard !writesEvents else { return event(.error, text) }
        wipeProgress()
        // Names of files come from strangers.
        let text = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(
            separator: "\n")
        write((usesColour ? "\u{1B}[\(colour);1m\(label):\u{1B}[0m " : "\(label): ") + text + "\n", to: 2)
    }

    private func wipeProgress() {
        hasProgress.withLock { hasProgress in
            if hasProgress { write("\r\u{1B}[K", to: 2) }
            hasProgress = false
        }
    }

    /// Writes all bytes without a buffer, so that messages and data keep their order; a closed pipe does no harm.
    ///
    /// Returns the number of the error; `nil` if all were written.
    @discardableResult
    private func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                if written < 0, errno == EINTR { continue }
                return errno
            }
            bytes = bytes.dropFirst(written)
        }
        return nil
    }
}

/// The system call, which the method of the same name would hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
