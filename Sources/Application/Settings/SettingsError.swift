/// What is wrong with the settings.
package enum SettingsError: Error, CustomStringConvertible {
    case missingFile(String)
    case unreadable(file: String, reason: String)
    case malformed(file: String, line: Int, reason: String)
    case unknownKey(String, file: String, line: Int, nearest: String?)
    case noValue(String, file: String, line: Int)
    case invalid(key: SettingKey, value: String, source: String, expected: String)
    case missing(key: SettingKey, purpose: String)

    package var description: String {
        switch self {
        case .missingFile(let file): "there is no settings file \(file); make it, or leave out --config"
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .malformed(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .unknownKey(let key, let file, let line, let nearest):
            "\(file):\(line): unknown key '\(key)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; the README lists the keys")
        case .noValue(let key, let file, let line):
            "\(file):\(line): '\(key)' has no value; give it one, or remove the line"
        case .invalid(let key, let value, let source, let expected):
            // What stands before an @ is a password.
            "\(source): '\(key.rawValue)' cannot be \(value.contains("@") ? "what it is" : "'\(value)'"): \(expected)"
        case .missing(let key, let purpose):
            "'\(key.rawValue)' is not set, and \(purpose); set it in sitegen.yaml or as \(key.environmentName)"
        }
    }
}
