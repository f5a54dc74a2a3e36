/// What is wrong with the settings.
package enum SettingsError: Error, CustomStringConvertible {
    case missingFile(String)
    case unreadable(file: String, reason: String)
    case malformed(file: String, line: Int, reason: String)
    case unknownKey(String, file: String, line: Int, nearest: String?)
    case unknownVariable(String, nearest: String?)
    case noValue(String, file: String, line: Int)
    case invalid(key: SettingKey, value: String, source: String, expected: String)
    case missing(key: SettingKey, purpose: String)
    /// Something lies in the output folder and would be published with it.
    case published(what: String, key: SettingKey?, path: String, output: String)
    /// A file that a command is told to write is one of the site's own.
    case ownFile(what: String, path: String, own: String)
    /// The output folder is the root of the file system.
    case rootOutput
    /// The working folder does not exist any more.
    case noWorkingFolder

    package var description: String {
        switch self {
        case .missingFile(let file): "there is no settings file \(file); make it, or leave out --config"
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .malformed(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .unknownKey(let key, let file, let line, let nearest):
            "\(file):\(line): unknown key '\(key)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; the README lists the keys")
        case .unknownVariable(let name, let nearest):
            "unknown variable \(name)"
                + (nearest.map { "; did you mean \($0)?" } ?? "; each key of the settings has one, see the README")
        case .noValue(let key, let file, let line):
            "\(file):\(line): '\(key)' has no value; give it one, or remove the line"
        case .invalid(let key, let value, let source, let expected):
            // What stands before an @ is a password.
            "\(source): '\(key.rawValue)' cannot be \(value.contains("@") ? "what it is" : "'\(value)'"): \(expected)"
        case .missing(let key, let purpose):
            "'\(key.rawValue)' is not set, and \(purpose); set it in sitegen.yaml or as \(key.environmentName)"
        case .published(let what, let key, let path, let output):
            "\(what) \(path) lies in the output folder \(output), and everything in there is published; "
                + Self.wayOut(key)
        case .ownFile(let what, let path, let own):
            "\(what) \(path) would take the place of \(own), or of a file that belongs to it; name another file"
        case .noWorkingFolder: "the working folder was deleted; change to another one, then run again"
        case .rootOutput: "'output' cannot be /, the root of the file system; set 'output' to a folder of its own"
        }
    }

    /// What to do if the site already runs like this.
    private static func wayOut(_ key: SettingKey?) -> String {
        let ownOutput = "set 'output' to a folder of its own and move the pages there"
        return switch key {
        case nil: "name a file in another folder"
        case .output: ownOutput
        case .database:
            "while nothing runs, move it out together with its -wal and -shm files and set 'database'; or \(ownOutput)"
        case .some(let key): "move it out and set '\(key.rawValue)'; or \(ownOutput)"
        }
    }
}
