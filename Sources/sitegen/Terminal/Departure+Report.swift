import Application
import ArgumentParser

extension Departure {
    /// Reports how much of a user's departure was done, and ends the command with the exit code of the first problem.
    ///
    /// - Parameters:
    ///   - user: The username.
    ///   - state: What the user is from now on: disconnected or removed.
    ///   - terminal: The terminal.
    ///   - whenGone: Reports that nothing of the user is left here.
    /// - Throws: What went wrong.
    func report(of user: String, _ state: String, at terminal: Terminal, whenGone: () -> Void) throws {
        if let build, problem == nil { Summary.print(build, isDryRun: false, terminal) }
        if isDataDeleted, isPageDeleted {
            whenGone()
            if build == nil {
                terminal.notice("The lists of users may name '\(user)' until the next run builds them.")
            }
        } else {
            let deleted = isDataDeleted ? "tokens, plays and lists are deleted" : "the tokens are deleted"
            let left = [isPageDeleted ? nil : "the page", isDataDeleted ? nil : "plays and lists"]
            terminal.notice(
                "'\(user)' is \(state): \(deleted), and no build shows the page again. Put right what the error "
                    + "names; the next run deletes \(left.compactMap(\.self).joined(separator: ", ")).")
        }
        if let problem { throw problem }
        if let code = Summary.exitCode(sync: nil, build: build) { throw code }
    }
}
