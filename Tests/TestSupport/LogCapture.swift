package import Logging
import Synchronization

/// Keeps every log line, at every level.
package final class LogCapture: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    package var lines: [String] { kept.withLock { $0 } }

    fileprivate func keep(_ line: String) {
        kept.withLock { $0.append(line) }
    }
}

extension Logger {
    package static func capturing(_ capture: LogCapture) -> Logger {
        Logger(label: "test") { _ in CapturingHandler(capture: capture) }
    }
}

private struct CapturingHandler: LogHandler {
    var capture: LogCapture
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).merging(metadata) { $1 }
        capture.keep("\(event.level) \(event.message) \(fields.sorted { $0.key < $1.key })")
    }
}
