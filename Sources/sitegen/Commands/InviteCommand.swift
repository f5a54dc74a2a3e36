import Application
import ArgumentParser
import SiteModel
import SyncRunner

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Print an address at which one person can sign up in the companion, once.",
        discussion: """
            The address is printed once and stored nowhere: send it to that person alone. A new invitation for a name takes \
            the place of the one before. It works where companion.signUp is 'invited' or 'open'.
            """)

    @Argument(help: ArgumentHelp("The folder of the page: 1 to 40 of a-z, 0-9 and '-'.", valueName: "user"))
    var user: String
    @Option(help: ArgumentHelp("How many days the address works.", valueName: "days"))
    var days = 7
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...365).contains(days) else { throw ValidationError("--days is a number from 1 to 365") }
    }

    func run() async throws {
        let session = try Session(common)
        let application = session.application
        let address = try application.settings.companionAddress()
        let code = SecretCode()
        let invitation = try await application.invite(user, codeHash: code.hash, lasting: .days(Int64(days)))
        session.terminal.notice("For \(user), until \(invitation.endsAt.roundedUpToSeconds):")
        session.terminal.data("\(address)?invitation=\(code.reveal())")
        if application.settings.companion.signUp == .closed {
            session.terminal.advice("It works once companion.signUp is 'invited': at present nobody can sign up.")
        }
    }
}
