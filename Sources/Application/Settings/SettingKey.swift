/// Every key of `sitegen.yaml`, with its default value.
package enum SettingKey: String, CaseIterable {
    case database
    case output
    case templates
    case secretKeyFile
    case siteTitle = "site.title"
    case siteBaseURL = "site.baseURL"
    case siteTimeZone = "site.timeZone"
    case siteWeekStart = "site.weekStart"
    case siteImages = "site.images"
    case siteData = "site.data"
    case recap
    case buildMaxAge = "build.maxAge"
    case buildPrecompress = "build.precompress"
    case syncInterval = "sync.interval"
    case topMaxAgeShort = "sync.topMaxAge.short"
    case topMaxAgeMedium = "sync.topMaxAge.medium"
    case topMaxAgeLong = "sync.topMaxAge.long"
    case playsKeep = "plays.keep"
    case runDeadline = "run.deadline"
    case deployCommand = "deploy.command"
    case shard
    case listing
    case spotifyClientID = "spotify.clientID"
    case spotifyClientSecret = "spotify.clientSecret"
    case spotifyAPIURL = "spotify.apiURL"
    case spotifyAccountsURL = "spotify.accountsURL"
    case companionListen = "companion.listen"
    case companionURL = "companion.url"
    case companionSignUp = "companion.signUp"
    case companionAdmins = "companion.admins"

    /// The first key of a group: `site.title` for `site`; `nil` if there is no such group.
    static func first(below group: String) -> SettingKey? { allCases.first { $0.rawValue.hasPrefix(group + ".") } }

    /// The environment variable of the key: `SITEGEN_SPOTIFY_API_URL` for `spotify.apiURL`.
    package var environmentName: String {
        var words = "SITEGEN_"
        var wasLowercase = false
        for character in rawValue {
            if character == "." {
                words += "_"
            } else {
                if character.isUppercase, wasLowercase { words += "_" }
                words += character.uppercased()
            }
            wasLowercase = character.isLowercase
        }
        return words
    }

    /// The value of a key that is not set; `nil` where there is none.
    var defaultValue: String? {
        switch self {
        case .database: "sitegen.sqlite"
        case .output: "output"
        case .secretKeyFile: "sitegen.key"
        case .siteTitle: "Listening"
        case .siteTimeZone: "UTC"
        case .siteWeekStart: "monday"
        case .siteData: "true"
        case .recap: "months"
        case .buildMaxAge, .syncInterval: "1h"
        case .buildPrecompress: "gzip"
        case .topMaxAgeShort: "1d"
        case .topMaxAgeMedium, .topMaxAgeLong: "7d"
        case .playsKeep: "400d"
        case .runDeadline: "15m"
        case .spotifyAPIURL: "https://api.spotify.com/v1"
        case .spotifyAccountsURL: "https://accounts.spotify.com"
        case .companionListen: "127.0.0.1:8930"
        case .companionSignUp: "closed"
        case .templates, .siteBaseURL, .siteImages, .deployCommand, .shard, .listing: nil
        case .spotifyClientID, .spotifyClientSecret, .companionURL, .companionAdmins: nil
        }
    }
}
