import Application
import ArgumentParser
import Foundation
import SyncRunner

/// The way through the user's browser: to Spotify, and back.
struct BrowserVisit {
    let session: Session
    let app: SpotifyApp
    let connector: Connector

    /// Sends the user to Spotify and waits until they are back.
    ///
    /// - Parameter usesBrowser: Whether one on this machine may be opened; without one the user pastes the address back.
    /// - Returns: The connection; nothing is stored yet.
    /// - Throws: ``OAuthError``, ``SpotifyError``.
    func connection(usesBrowser: Bool) async throws -> Connector.Connection {
        guard usesBrowser, let opener else { return try await pasted() }
        return try await LoopbackListener.listening { listener in
            let authorization = try listener.authorization(for: app)
            session.terminal.notice(
                "Opening Spotify in the browser; if nothing opens, go to\n\n  \(authorization.address)\n")
            open(authorization.address, with: opener)
            session.terminal.progress("Waiting for Spotify (at most 5 minutes)")
            return try await connector.connect(authorization, answer: try await listener.answer())
        }
    }

    private func pasted() async throws -> Connector.Connection {
        let authorization = try Authorization(app: app)
        session.terminal.notice(
            """
            Open this address in a browser, on any machine, and allow access:

              \(authorization.address)

            The browser then ends at a page it cannot load, which is as it should be.
            """)
        return try await connector.connect(authorization, answer: try pastedAnswer(to: authorization))
    }

    /// Asks until an address is valid, so that a wrong paste does not cost another visit to Spotify.
    ///
    /// - Throws: ``NoAnswer`` at the end of the input, and just the exit code when it has been told what was wrong.
    private func pastedAnswer(to authorization: Authorization) throws -> String {
        var hasNothingNew = false
        while true {
            session.terminal.prompt("Paste that page's address here: ")
            guard let answer = readLine() else {
                // The question has no line of its own that an answer has ended.
                session.terminal.notice("")
                throw hasNothingNew ? ExitCode.someFailed : NoAnswer()
            }
            do throws(OAuthError) {
                _ = try authorization.code(in: answer)
                return answer
            } catch {
                guard [.stateMismatch, .noCode].contains(error) else { throw error }
                hasNothingNew = true
                session.terminal.error("\(error)")
            }
        }
    }

    /// The program that opens addresses, where there is a screen to open them on.
    private var opener: String? {
        #if os(macOS)
            return "/usr/bin/open"
        #else
            let screen = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(session.environment[$0] ?? "").isEmpty }
            guard screen else { return nil }
            return (session.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/xdg-open" }
                .first(where: FileManager.default.isExecutableFile(atPath:))
        #endif
    }

    private func open(_ address: String, with opener: String) {
        let process = Process()
        process.executableURL = URL(filePath: opener)
        process.arguments = [address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let terminal = session.terminal
        process.terminationHandler = { process in
            guard process.terminationStatus != 0 else { return }
            terminal.notice(
                "No browser opened. Go to that address in one on this machine; or end this, and add --no-browser.")
        }
        // The address is on the screen as well: a browser that does not open is no failure.
        try? process.run()
    }
}

/// Nobody was there to paste the address.
struct NoAnswer: Error, CustomStringConvertible {
    let description =
        "no address was pasted, so nothing was stored; run 'sitegen connect' at a terminal, and keep it open while you "
        + "are in the browser"
}
