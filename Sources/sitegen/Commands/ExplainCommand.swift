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
        let (judgement, page) = try await session.application.explain(user)
        session.terminal.data("\(user)/index.html is \(judgement.state.rawValue): \(judgement)")
        session.terminal.data(next(judgement, page))
    }

    private func next(_ judgement: PageJudgement, _ page: UserPage) -> String {
        switch judgement.state {
        case .hidden where page.user.visibility == .private:
            "The next build deletes it, if it is there: '\(user)' is private."
        case .hidden: "The next build deletes it, if it is there: no account is connected, and nothing was imported."
        case .missing, .changed: "The next build renders and writes it."
        case .expired: "The next build renders it, and writes it if its bytes differ."
        case .fresh: "The next build leaves it alone; 'sitegen build \(user)' renders it all the same."
        }
    }
}
