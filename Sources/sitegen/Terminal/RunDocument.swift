import Foundation
import Rendering
import SiteModel
import SyncRunner

/// The JSON document of `run`, `sync` and `build`, with `null` for the half that did not run.
struct RunDocument: Encodable {
    var startedAt: Instant
    var finishedAt: Instant
    var sync: SyncReport?
    var build: BuildReport?

    private enum CodingKeys: String, CodingKey {
        case startedAt
        case finishedAt
        case sync
        case build
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        // Whole seconds, as the contract shows them.
        try container.encode(startedAt.wholeSeconds.description, forKey: .startedAt)
        try container.encode(finishedAt.wholeSeconds.description, forKey: .finishedAt)
        try container.encode(sync, forKey: .sync)
        try container.encode(build, forKey: .build)
    }
}

extension Instant {
    /// The second in which the moment falls.
    var wholeSeconds: Instant { Instant(milliseconds: milliseconds - milliseconds % 1000) }
}

extension Terminal {
    /// Prints a value as JSON, its keys in a fixed order.
    func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        data(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
