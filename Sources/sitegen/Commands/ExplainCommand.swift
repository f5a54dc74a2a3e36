import Application
import ArgumentParser
import Rendering
import SiteModel

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why the next build would, or would not, render the page of a user.")

    @Argument(help: ArgumentHelp("The username.", valueName: "user"))
    var user: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (verdict, owner, isLeaving) = try await session.application.explain(user)
        session.terminal.data("\(user)/index.html is \(verdict.state.rawValue): \(verdict)")
        session.terminal.data(next(verdict, owner, isLeaving: isLeaving))
    }

    private func next(_ verdict: PageVerdict, _ owner: User, isLeaving: Bool) -> String {
        switch verdict.state {
        case .hidden where isLeaving:
            "The next build deletes it, if it is there, and what is left of '\(user)': a command to disconnect or remove "
                + "the user was cut off."
        case .hidden where owner.visibility == .private:
            "The next build deletes it, if it is there: '\(user)' is private."
        case .hidden: "The next build deletes it, if it is there: no account is connected, and nothing was imported."
        case .missing where verdict == .unrecorded:
            "The next build records it if its bytes are right; otherwise it leaves the file alone and says so."
        case .missing, .changed: "The next build renders and writes it."
        case .expired: "The next build renders it, and writes it if its bytes differ."
        case .fresh: "The next build leaves it alone; 'sitegen build \(user)' renders it all the same."
        }
    }
}
