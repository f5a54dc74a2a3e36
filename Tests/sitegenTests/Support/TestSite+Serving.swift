import Testing

extension TestSite {
    /// Starts the companion; these settings must let it take any port.
    ///
    /// - Returns: The program, which listens, and the address of its port.
    func serve(with settings: [String: String]) async throws -> (program: RunningProgram, address: String) {
        let program = try start(["serve"], with: settings)
        try await program.waits { program.stderr.contains("stop it with Ctrl-C") }
        let match = try #require(program.stderr.firstMatch(of: /on (127\.0\.0\.1:[0-9]+);/))
        return (program, "http://\(match.1)")
    }
}
