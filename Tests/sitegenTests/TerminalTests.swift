import Foundation
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import TestSupport
import Testing

/// What the program does differently when it runs at a terminal.
@Suite(.timeLimit(.minutes(20))) struct TerminalTests {
    @Test func `a terminal shows progress and a summary`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines"])
            let terminal = try Terminal()
            let program = try site.start(["run"], with: ["TERM": "xterm"], on: terminal)
            let outcome = await program.ended()
            let text = terminal.text()
            #expect(outcome.status == 0)
            #expect(outcome.stdout == "")
            #expect(text.contains("Synced 1 of 1 due: 3 new plays"))
            #expect(text.contains(#/Built: [1-9] written, \d+ unchanged, \d+ fresh, 0 removed\./#))
            // Progress has its own line, which is erased before anything else is printed.
            #expect(text.contains("\r\u{1B}[KSyncing"))
            // A terminal turns each line end into CR LF, which is one character in Swift.
            #expect(text.unicodeScalars.last == "\n")

            try site.turnBack(by: 14_400, ["ines"])
            let quiet = try Terminal()
            _ = try await site.start(["run", "--quiet"], with: ["TERM": "xterm"], on: quiet).ended()
            #expect(quiet.text() == "")
        }
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "dumb"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true),
    ])
    func `errors are coloured unless TERM or NO_COLOR forbids it`(
        environment: [String: String], isColoured: Bool
    ) async throws {
        let site = try TestSite(settings: "site:\n  titel: x\n")
        let terminal = try Terminal()
        let outcome = try await site.start(["build"], with: environment, on: terminal).ended()
        let text = terminal.text()
        #expect(outcome.status == 78)
        #expect(text.contains("\u{1B}[31") == isColoured, "\(text)")
        #expect(text.contains("unknown key"))
    }

    @Test(
        arguments: [
            (["everyone", "unlisted"], ["Mars/Base", "Europe/Berlin"], "unlisted", "Europe/Berlin"),
            ([""], [""], "private", "Asia/Tokyo"),
        ] as [([String], [String], String, String)])
    func `connect asks at a terminal for the visibility and time zone of a new user`(
        visibilities: [String], zones: [String], visibility: String, zone: String
    ) async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify, settings: "site:\n  timeZone: Asia/Tokyo\n")
            let terminal = try Terminal()
            let program = try site.start(
                ["connect", "ada", "--no-browser"], with: ["TERM": "xterm"], asks: true, on: terminal)
            for (question, answers) in [
                ("Who may see the page? public, unlisted or private [private]: ", visibilities),
                ("Time zone [Asia/Tokyo]: ", zones),
            ] {
                for (index, answer) in answers.enumerated() {
                    try await program.waits { terminal.text().ranges(of: question).count == index + 1 }
                    terminal.type(answer)
                }
            }
            try await program.waits { terminal.text().contains("Paste that page's address here: ") }
            let address = try #require(
                terminal.text().split { $0.isWhitespace }.first { $0.contains("/authorize?") })
            let account = try spotify.account("ines")
            terminal.type(
                try await HTTPTransport.withLive {
                    try await Browser(transport: $0).answer(to: String(address), by: account)
                })
            let outcome = await program.ended()
            #expect(outcome.status == 0, "\(terminal.text())")
            #expect(terminal.text().contains("Connected ada as Ines Nachtwey. Next: sitegen run"))
            #expect(terminal.text().ranges(of: "is not one of them").count == visibilities.count + zones.count - 2)
            let user = try await site.run("user", "show", "ada", "--json").succeeds().stdout
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(user.utf8))
            #expect(document["visibility"]?.text == visibility)
            #expect(document["timeZone"]?.text == zone)

            // An existing user is not asked again.
            let again = try Terminal()
            let second = try site.start(["connect", "ada", "--no-browser"], asks: true, on: again)
            try await second.waits { again.text().contains("Paste") }
            #expect(!again.text().contains("Who may see"))
            second.killAtOnce()
            _ = await second.ended()
        }
    }

    @Test func `disconnect suggests an export at a terminal and asks for confirmation`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            for (answer, status, isThere) in [("", 1, true), ("no", 1, true), ("y", 0, false)]
                as [(String, Int32, Bool)]
            {
                let terminal = try Terminal()
                let program = try site.start(["disconnect", "joao"], asks: true, on: terminal)
                try await program.waits { terminal.text().contains("[y/N] ") }
                #expect(terminal.text().contains("sitegen export joao > joao.json"))
                terminal.type(answer)
                #expect(await program.ended().status == status)
                #expect(terminal.text().contains("Nothing was changed.") == isThere)
                #expect(terminal.text().contains("rsync --delete") != isThere)
                #expect(try site.tree().paths.contains("joao/index.html") == isThere)
            }
        }
    }

    @Test func `user show prints no control characters from hostile names`() async throws {
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
