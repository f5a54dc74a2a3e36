import ArgumentParser

extension Terminal {
    /// Asks before something that cannot be undone.
    ///
    /// - Parameters:
    ///   - question: What is about to happen.
    ///   - isGiven: Whether `--yes` has answered already.
    /// - Throws: A usage error where there is nobody to ask; exit code 1 after a no.
    func confirm(_ question: String, isGiven: Bool) throws {
        guard !isGiven else { return }
        guard canAsk else { throw ValidationError("add --yes: there is no terminal to ask at") }
        prompt("\(question) [y/N] ")
        guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
            notice("Nothing was changed.")
            throw ExitCode.someFailed
        }
    }
}
