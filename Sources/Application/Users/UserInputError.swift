package import Foundation
import SiteModel

/// Something wrong with what a person asked for.
package enum UserInputError: Error, CustomStringConvertible {
    /// There is no time zone of that name.
    case unknownZone(String, nearest: String?)
    /// The bio is longer than pages show.
    case longBio(bytes: Int)
    /// The user has a Spotify account, and needs no invitation.
    case connected(String)
    /// A file cannot be read.
    case unreadable(file: String)

    package var description: String {
        switch self {
        case .unknownZone(let name, let nearest):
            "there is no time zone '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; use an IANA name such as Europe/Berlin")
        case .longBio(let bytes):
            "the bio has \(bytes) bytes; at most \(User.maximumBioLength) are shown, so shorten it"
        case .connected(let name):
            "'\(name)' has connected a Spotify account already, and can sign in without an invitation"
        case .unreadable(let file): "\(file) cannot be read as UTF-8 text; check the path"
        }
    }
}

extension TimeZoneName {
    /// The time zone of that name.
    ///
    /// - Throws: ``UserInputError/unknownZone(_:nearest:)`` with the most similar name.
    package static func checked(_ name: String) throws(UserInputError) -> TimeZone {
        guard let zone = zone(name) else { throw UserInputError.unknownZone(name, nearest: nearest(to: name)) }
        return zone
    }
}
