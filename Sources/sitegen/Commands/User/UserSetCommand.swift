import Application
import Foundation
public import ArgumentParser
public import SiteModel

extension Visibility: ExpressibleByArgument {}
extension PageSection: ExpressibleByArgument {}

struct UserSetCommand: PublishingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change who sees a user's page, and what is on it.",
        discussion: "The page follows in the same command: a page that became private is deleted at once.")

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
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
        let change = UserChange(
            visibility: visibility, bio: try bioFile.map(Self.text) ?? bio, hiding: hide, showing: show,
            timeZone: try timeZone.map { try TimeZoneName.checked($0) })
        let session = try Session(common)
        let report = try await session.application.changeUser(user, change)
        Summary.print(report, isDryRun: false, session.terminal)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }

    private static func text(inFile path: String) throws -> String {
        do {
            return try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw UserInputError.unreadable(file: path)
        }
    }
}
