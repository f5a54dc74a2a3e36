import Foundation
import Logging
import SiteModel

/// An event as one line of JSON, for a program that collects logs.
struct EventLine: Encodable {
    var time: Instant
    var level: Logger.Level
    /// The same for all events of one start of the program.
    var run: String
    var message: String
    var fields: Logger.Metadata

    /// The line, without its end; keys are in a fixed order.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers can always be encoded.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: Key.self)
        for (name, value) in fields {
            let key = Key(stringValue: name)
            switch value {
            case .stringConvertible(let number as Int): try line.encode(number, forKey: key)
            case .stringConvertible(let number as Int64): try line.encode(number, forKey: key)
            case .stringConvertible(let truth as Bool): try line.encode(truth, forKey: key)
            default: try line.encode("\(value)", forKey: key)
            }
        }
        // Last, so that no field takes the place of one of these.
        for (name, value) in [
            "time": time.description, "level": level.rawValue, "run": run, "message": message,
        ] { try line.encode(value, forKey: Key(stringValue: name)) }
    }
}

/// Sends log lines to a terminal that writes events.
struct EventLogHandler: LogHandler {
    let terminal: Terminal
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        terminal.event(event.level, "\(event.message)", metadata.merging(event.metadata ?? [:]) { $1 })
    }
}
