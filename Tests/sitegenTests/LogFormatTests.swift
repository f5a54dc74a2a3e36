import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// The log and the messages on stderr.
@Suite(.timeLimit(.minutes(20))) struct LogFormatTests {
    /// The events on stderr, of which each line must be one.
    private static func events(_ outcome: Program.Outcome) throws -> [JSONValue] {
        try outcome.stderr.split(separator: "\n").map { line in
            let event = try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
            let time = try #require(event["time"]?.text)
            #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/#) != nil, "\(line)")
            #expect(event["run"]?.text?.wholeMatch(of: /[0-9a-f]{12}/) != nil, "\(line)")
            #expect(event["level"]?.text != nil && event["message"]?.text != nil, "\(line)")
            return event
        }
    }

    @Test func `with --log-format json each line is an event, and a run has one for each user and page`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            try spotify.play(for: "ines")
            try site.turnBack(by: 14_400, ["ines", "theo"])
            spotify.simulator.order(.status(418), for: try spotify.account("theo").id, times: nil)
            let outcome = try await site.run("run", "--log-format", "json", "--log-level", "info")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.stdout == "")
            let events = try Self.events(outcome)
            #expect(Set(events.map { $0["run"]?.text }).count == 1)

            let users = events.filter { $0["user"] != nil }
            #expect(Set(users.map { $0["user"]?.text }) == ["ines", "theo"] && users.count == 2)
            #expect(users.allSatisfy { $0["level"]?.text == "info" })
            let ines = try #require(users.first { $0["user"]?.text == "ines" })
            #expect(ines["outcome"]?.text == "synced")
            #expect(ines["newPlays"] == .number(3) && ines["requests"] == .number(1))
            #expect(users.first { $0["user"]?.text == "theo" }?["outcome"]?.text == "unexpectedStatus")

            let pages = events.filter { $0["message"]?.text == "page built" }
            #expect(pages.contains { $0["path"]?.text == "ines/index.html" && $0["written"] == .bool(true) })
            #expect(events.contains { $0["message"]?.text == "sync done" && $0["due"] == .number(2) })
            #expect(events.contains { $0["message"]?.text == "build done" && $0["failed"] == .number(0) })
            let errors = events.filter { $0["level"]?.text == "error" }
            #expect(errors.count == 1 && errors.first?["message"]?.text?.hasPrefix("theo: ") == true)

            let again = try Self.events(try await site.run("sync", "nadie", "--log-format", "json"))
            #expect(again.count == 1 && again.first?["level"]?.text == "error")
            #expect(again.first?["run"] != events.first?["run"], "each run has an id of its own")
            for token in try await site.storedTokens() { #expect(!outcome.stderr.contains(token)) }
        }
    }

    @Test func `an error of the settings is an event, too`() async throws {
        let site = try TestSite(settings: "site:\n  titel: x\n")
        let events = try Self.events(try await site.run("build", "--log-format", "json"))
        #expect(events.map { $0["level"]?.text } == ["error"])
        #expect(events.first?["message"]?.text?.contains("unknown key 'site.titel'") == true)
    }

    @Test func `text is the default, and its log lines have the id of the run`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try site.turnBack(by: 14_400, ["ines"])
            let outcome = try await site.run("run", "--log-level", "debug").succeeds()
            let lines = outcome.stderr.split(separator: "\n")
            let ids = lines.map { $0.firstMatch(of: /run=([0-9a-f]{12})/)?.1 }
            #expect(lines.count > 3 && Set(ids).count == 1 && ids.first != .some(nil), "\(outcome)")
            #expect(lines.contains { $0.contains("user=ines") && $0.contains("outcome=synced") })
            #expect(try await site.run("run", "--log-format", "xml").status == 64)
        }
    }
}
