import Foundation

/// Identifies a recording without an id by its first artist and its title.
public struct RecordingName: Hashable, Sendable {
    /// Both names in normal form: lower case, composed characters, single spaces, no space at either end.
    ///
    /// Nothing else is normalized: a remaster or a live version has its own title and is another recording.
    public let key: String

    /// Creates a name; `nil` when either is blank.
    public init?(artist: String?, title: String?) {
        guard let artist = artist.flatMap(Self.folded), let title = title.flatMap(Self.folded) else { return nil }
        // The separator cannot occur in a normalized name, so different pairs have different keys.
        key = artist + "\u{1F}" + title
    }

    /// Reads the key from the id of a track that is known only by name; `nil` for any other id.
    init?(trackID: String) {
        guard Track.isNamedOnly(trackID) else { return nil }
        key = String(trackID.dropFirst(Self.prefix.count))
    }

    /// The id of a track that is known only by this name; no id of Spotify begins like this.
    public var trackID: String { Self.prefix + key }

    /// The prefix of the id of a track or an artist that is named only in history files.
    ///
    /// The word is older than the name "history"; it stays because databases hold it in their keys.
    static let prefix = "export:"

    private static func folded(_ text: String) -> String? {
        if let plain = foldedASCII(text) { return plain.isEmpty ? nil : plain }
        let words = text.split { $0.isWhitespace }
        guard !words.isEmpty else { return nil }
        return words.joined(separator: " ").lowercased().precomposedStringWithCanonicalMapping
    }

    /// A faster way for plain ASCII names, which are most of them; `nil` for any other name.
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
    /// Whether an id belongs to a track that is known only by its name in account data.
    public static func isNamedOnly(_ id: String) -> Bool { id.hasPrefix(RecordingName.prefix) }
}
