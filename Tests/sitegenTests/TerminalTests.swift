import Foundation
import SpotifySimulator
import Testing

/// The same program in front of a person and under cron.
@Suite(.timeLimit(.minutes(4))) struct TerminalTests {
    @Test func `a person sees how far it is and what was done`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 7200, ["ines"])
            let terminal = try Terminal()
            let program = try site.start(["run"], with: ["TERM": "xterm"], on: terminal)
            let outcome = await program.ended()
            let text = terminal.text()
            #expect(outcome.status == 0 && outcome.stdout == "")
            #expect(text.contains("Synced 1 of 1 due: 3 new plays"))
            #expect(text.contains("Built: 2 written"))
            // Progress is on a line of its own, which is wiped before anything else is said.
            #expect(text.contains("\r\u{1B}[KSyncing"))
            // A terminal makes CR LF of each line's end, which is one character to Swift.
            #expect(text.unicodeScalars.last == "\n")

            try site.turnBack(by: 7200, ["ines"])
            let quiet = try Terminal()
            _ = try await site.start(["run", "--quiet"], with: ["TERM": "xterm"], on: quiet).ended()
            #expect(quiet.text() == "")
        }
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "dumb"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true),
    ])
    func `errors are in colour where that is wanted`(environment: [String: String], isColoured: Bool) async throws {
        let site = try TestSite(settings: "site:\n  titel: x\n")
        let terminal = try Terminal()
        let outcome = try await site.start(["build"], with: environment, on: terminal).ended()
        let text = terminal.text()
        #expect(outcome.status == 78)
        #expect(text.contains("\u{1B}[31") == isColoured, "\(text)")
        #expect(text.contains("unknown key"))
    }

    @Test func `names of strangers command no terminal`() async throws {
        let site = try await SharedSites.shared.demoSite().site
        for user in ["bobby", "quote", "layla", "lengthy"] {
            let text = try await site.run("user", "show", user).succeeds().stdout
            for scalar in text.unicodeScalars where scalar != "\n" {
                let isHarmless =
                    ![.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
                    && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
                #expect(isHarmless, "U+\(String(scalar.value, radix: 16)) in what is shown of \(user)")
            }
        }
    }
}
