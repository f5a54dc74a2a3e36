import Foundation
import Rendering
import SyncRunner
public import ArgumentParser
public import SiteModel

extension Visibility: ExpressibleByArgument {}
extension PageSection: ExpressibleByArgument {}

struct UserSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change who sees a user's page, and what is on it.",
        discussion: "The page follows in the same command: a page that became private is deleted at once.")

    @Argument(help: ArgumentHelp("Whom.", valueName: "user"))
    var user: String
    @Option(help: "Who may see the page: public, unlisted or private.")
    var visibility: Visibility?
    @Option(help: ArgumentHelp("IANA name, such as Europe/Berlin.", valueName: "zone"))
    var timeZone: String?
    @Option(help: ArgumentHelp("A few words in Markdown; an empty text removes them.", valueName: "text"))
    var bio: String?
    @Option(help: ArgumentHelp("A file with the bio.", valueName: "file"), completion: .file())
    var bioFile: String?
    @Option(help: "A section to hide; can be given more than once.")
    var hide: [PageSection] = []
    @Option(help: "A section to show again; can be given more than once.")
    var show: [PageSection] = []
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if bio != nil, bioFile != nil { throw ValidationError("give either --bio or --bio-file") }
        if let both = hide.first(where: show.contains) {
            throw ValidationError("--hide and --show both name '\(both.rawValue)'")
        }
        guard visibility != nil || timeZone != nil || bio != nil || bioFile != nil || !hide.isEmpty || !show.isEmpty
        else { throw ValidationError("nothing to set; see 'sitegen user set --help'") }
    }

    func run() async throws {
        let live = try Live(common)
        let store = try live.store()
        let zone = try timeZone.map(UserZone.checked)
        let updated = try await store.updateUser(
            named: user, visibility: visibility, bio: checkedBio(), hiding: hide, showing: show)
        // Before anything that can wait or fail: no lock, no template.
        if updated.visibility == .private { try await live.hiddenPages(store).delete(ofUsers: [user]) }
        try await live.publishChange(of: [user], store) {
            guard let zone, UserZone.name(of: zone) != updated.timeZone else { return }
            try await store.setTimeZone(ofUserNamed: user, to: UserZone.name(of: zone), clock: ZoneClock(zone))
            try await PersonalityKeeper(store: store, clock: live.clock).measureAgain(userNamed: user)
        }
    }

    private func checkedBio() throws -> String? {
        var text = bio
        if let bioFile {
            do {
                text = try String(contentsOf: URL(filePath: bioFile), encoding: .utf8)
            } catch {
                throw UserInputError.unreadable(file: bioFile)
            }
        }
        if let text, text.utf8.count > User.maximumBioLength {
            throw UserInputError.longBio(bytes: text.utf8.count)
        }
        return text
    }
}

extension UserZone {
    /// The zone of that name, or an error with the nearest one.
    static func checked(_ name: String) throws -> TimeZone {
        guard let zone = zone(name) else { throw UserInputError.unknownZone(name, nearest: nearest(to: name)) }
        return zone
    }
}

/// What is wrong with something that was typed; exit code 64, or 65 for a file.
enum UserInputError: Error, CustomStringConvertible {
    case unknownZone(String, nearest: String?)
    case longBio(bytes: Int)
    case unreadable(file: String)

    var description: String {
        switch self {
        case .unknownZone(let name, let nearest):
            "there is no time zone '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; use an IANA name such as Europe/Berlin")
        case .longBio(let bytes):
            "the bio has \(bytes) bytes; at most \(User.maximumBioLength) are shown, so shorten it"
        case .unreadable(let file): "\(file) cannot be read as UTF-8 text; check the path"
        }
    }
}
