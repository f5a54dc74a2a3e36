/// Why an import changed nothing.
public enum ImportError: Error, Hashable, CustomStringConvertible {
    /// There is no file or folder of that name.
    case notFound(String)
    /// The file is there but cannot be read.
    case unreadable(String, detail: String)
    /// The archive needs a password.
    case encrypted(String)
    /// The file is not a listening history.
    case wrongKind(String)
    /// The folder or the archive holds no listening history.
    case nothingInside(String)
    /// This machine does not know the user's time zone.
    case unknownTimeZone(String, username: String)

    /// What is wrong with which file, and what to do.
    public var description: String {
        switch self {
        case .notFound(let path): "\(path) does not exist; check the path"
        case .unreadable(let path, let detail): "cannot read \(path): \(detail) (nothing was changed)"
        case .encrypted(let path):
            "\(path) is encrypted; unpack it first, then import the folder (nothing was changed)"
        case .wrongKind(let path):
            "\(path) is not a listening history as Spotify sends it, a JSON list in UTF-8; give the zip that Spotify sent, "
                + "its folder, or a Streaming_History_Audio_*.json or StreamingHistory_music_*.json out of it (nothing was "
                + "changed)"
        case .nothingInside(let path):
            "\(path) holds no Streaming_History_Audio_*.json, endsong_*.json or StreamingHistory_music_*.json; ask "
                + "Spotify for your 'extended streaming history' (nothing was changed)"
        case .unknownTimeZone(let zone, let username):
            SyncError.unknownTimeZone(zone, username: username).description
        }
    }
}
