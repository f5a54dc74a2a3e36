import Foundation

/// What a recording is known by where nobody tells its id: its first artist and its title.
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

    static let prefix = "export:"

    private static func folded(_ text: String) -> String? {
        let words = text.split { $0.isWhitespace }
        guard !words.isEmpty else { return nil }
        let lowered = words.joined(separator: " ").lowercased()
        return lowered.utf8.allSatisfy { $0 < 0x80 } ? lowered : lowered.precomposedStringWithCanonicalMapping
    }
}

extension Track {
    /// Whether a key is one of a track of which account data told the name only.
    public static func isNamedOnly(_ id: String) -> Bool { id.hasPrefix(RecordingName.prefix) }
}
