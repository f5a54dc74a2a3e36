import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Faults of database, key and output: the exit code and the message of a run, pages that stay, and a next run that needs
/// no repair but the one that the message asks for.
@Suite(.timeLimit(.minutes(20))) struct SurvivedFaultsTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What happens, as a line of shell.
        var happens: String
        /// The exit code of a run.
        var code: Int32
        /// What the message has; empty for no message.
        var words: String
        /// Whether it is said of each file of `ines`.
        var isSaidOfEach = false
        /// What the operator then does.
        var remedy = "true"
    }

    private static let keep = "cp -p sitegen.sqlite kept && rm -f sitegen.sqlite-wal sitegen.sqlite-shm"
    private static let restore = "rm -rf sitegen.sqlite* && mv kept sitegen.sqlite"

    static let faults: [Fault] = [
        Fault(
            testDescription: "database missing", happens: "\(keep) && rm sitegen.sqlite", code: 78,
            words: "there is no database", remedy: restore),
        Fault(
            testDescription: "database empty", happens: "\(keep) && : > sitegen.sqlite", code: 78,
            words: "knows nothing of the site", remedy: restore),
        Fault(
            testDescription: "database overwritten", happens: "\(keep) && yes | head -c 9000 > sitegen.sqlite",
            code: 65,
            words: "is not a SQLite database", remedy: restore),
        Fault(
            testDescription: "database is a folder", happens: "\(keep) && rm sitegen.sqlite && mkdir sitegen.sqlite",
            code: 78, words: "cannot be read and written", remedy: restore),
        Fault(
            testDescription: "key missing", happens: "mv sitegen.key kept", code: 78, words: "is missing",
            remedy: "mv kept sitegen.key"),
        Fault(
            testDescription: "key of another site",
            happens: "cp -p sitegen.key kept && head -c 32 /dev/zero > sitegen.key", code: 78, words: "does not open",
            remedy: "mv kept sitegen.key"),
        Fault(
            testDescription: "key cut off", happens: "cp -p sitegen.key kept && : > sitegen.key", code: 78,
            words: "sitegen.key", remedy: "mv kept sitegen.key"),
        Fault(testDescription: "output missing", happens: "mv output away", code: 0, words: ""),
        Fault(
            testDescription: "output is a file", happens: "mv output kept && : > output", code: 73,
            words: "cannot write to the output folder", remedy: "rm output && mv kept output"),
        Fault(
            testDescription: "output is a link", happens: "mv output real && ln -s real output", code: 0, words: "",
            remedy: "rm output && mv real output"),
        Fault(
            testDescription: "the folder of a page is a link to an empty one",
            happens: "mv output/ines kept && mkdir other && ln -s ../other output/ines", code: 1,
            words: "symbolic link", isSaidOfEach: true, remedy: "rm output/ines && rmdir other && mv kept output/ines"),
        Fault(
            testDescription: "pages edited and deleted",
            happens: "echo x >> output/ines/index.html && rm -r output/theo", code: 0, words: ""),
    ]

    @Test(arguments: faults)
    func `a run says what is wrong, pages stay, and the next run is as if nothing had been`(_ fault: Fault) async throws
    {
        try await RunningSpotify.withTenUsers { _, site in
            try site.turnBack(by: 14_400, ["ines"])
            try site.settleDatabase()
            let before = try site.tree().contents()
            let complaints = fault.words.isEmpty ? 0 : fault.isSaidOfEach ? try site.fileCount(of: "ines") : 1
            try await site.shell(fault.happens).succeeds()
            let outcome = try await site.run("run")
            #expect(outcome.status == fault.code, "\(outcome)")
            #expect(outcome.complaints(about: fault.words).count == complaints, "\(outcome)")
            if fault.words.isEmpty { #expect(outcome.stderr == "") }
            try await site.shell(fault.remedy).succeeds()
            #expect(try site.tree().contents() == before)
            try await site.run("run").succeeds()
            #expect(try site.tree().contents() == before)
            let verify = try await site.run("verify")
            #expect(verify.status == 0, "\(verify)")
        }
    }

    @Test func `the database of a newer version is left, with the pages`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let before = try site.tree().contents()
            try site.change("INSERT INTO grdb_migrations VALUES ('99 of a later version')")
            let outcome = try await site.run("run")
            #expect(outcome.status == 65, "\(outcome)")
            #expect(outcome.complaints(about: "newer sitegen").count == 1)
            #expect(try site.tree().contents() == before)
            try site.change("DELETE FROM grdb_migrations WHERE identifier LIKE '99%'")
            try await site.run("run").succeeds()
        }
    }
}
