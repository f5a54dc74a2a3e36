import Foundation

/// Identifies a recording whose id is unknown: its first artist and its title.
public struct RecordingName: Hashable, Sendable {
    /// Both, written in one way: lower case, composed characters, single spaces, none at the ends.
    ///
    /// Nothing else is changed: a remaster or a live version has a title of its own and is another recording.
    public let key: String

    /// Creates a name; `nil` when either is blank.
    public init?(artist: String?, title: String?) {
        guard let artist = artist.flatMap(Self.folded), let title = title.flatMap(Self.folded) else { return nil }
        // A character that cleaned names cannot hold: no two pairs have one key.
        key = artist + "\u{1F}" + title
    }

    /// Reads the key back that is in the id of a track known by its name only; `nil` for any other id.
    init?(trackID: String) {
        guard Track.isNamedOnly(trackID) else { return nil }
        key = String(trackID.dropFirst(Self.prefix.count))
    }

    /// The id of the track of which only this name is known; no id of Spotify's has a colon after such a word.
    public var trackID: String { Self.prefix + key }

    /// Begins the id of a track or an artist that only a history file names.
    ///
    /// The word is older than the name "history", and databases hold it in their keys: it stays.
    static let prefix = "export:"

    private static func folded(_ text: String) -> String? {
        if let plain = foldedASCII(text) { return plain.isEmpty ? nil : plain }
        let words = text.split { $0.isWhitespace }
        guard !words.isEmpty else { return nil }
        return words.joined(separator: " ").lowercased().precomposedStringWithCanonicalMapping
    }

    /// The same by bytes, for the many names that are plain ASCII; `nil` for any other.
    private static func foldedASCII(_ text: String) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var isBetweenWords = false
        for byte in text.utf8 {
            switch byte {
            case 0x80...: return nil
            case 0x09...0x0D, 0x20: isBetweenWords = !folded.isEmpty
            default:
                if isBetweenWords { folded.append(0x20) }
                isBetweenWords = false
                folded.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }
}

extension Track {
    /// Whether an id belongs to a track known only by its name in account data.
    public static func isNamedOnly(_ id: String) -> Bool { id.hasPrefix(RecordingName.prefix) }
}
