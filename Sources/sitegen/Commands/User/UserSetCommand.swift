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
        let bio = try checkedBio()
        let old = try await store.user(named: user)
        _ = try await store.updateUser(
            named: user, visibility: visibility, bio: bio,
            hiddenSections: old.hiddenSections.union(hide).subtracting(show))
        if let zone, zone.identifier != old.timeZone {
            try await store.setTimeZone(
                ofUserNamed: user, to: zone.identifier, clock: ZoneClock(zone), summary: ListeningDays.summed)
        }
        try await live.publishChange(of: [user], store)
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

extension Live {
    /// Brings the pages of users, and whatever lists them, up to date at once.
    ///
    /// The change is stored already. A build under way may still hold the old state, so this waits until it is done.
    func publishChange(of users: [String], _ store: Store) async throws {
        let lock: RunLock
        do {
            lock = try await RunLock.take(for: settings.database, patience: .seconds(60))
        } catch RunLockError.held {
            console.error(
                "the change is stored, but another run is under way: its successor brings the pages up to date")
            throw ExitCode.tryLater
        }
        defer { withExtendedLifetime(lock) {} }
        let report = try await build(store, .usersAndLists(users))
        Summary.print(report, isDryRun: false, console)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
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
