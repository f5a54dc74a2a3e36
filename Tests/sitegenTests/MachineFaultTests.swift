import Foundation
import TestSupport
import Testing

/// What the machine, or its operator, can do to the program.
@Suite(.timeLimit(.minutes(20))) struct MachineFaultTests {
    @Test func `too many open files are reported as such`() async throws {
        let site = try TestSite()
        let outcome = try await site.shell("ulimit -n 12; \"$sitegen\" build")
        // By what is opened first.
        #expect([65, 73, 78].contains(outcome.status), "\(outcome)")
        #expect(outcome.stderr.lowercased().contains("too many open files"), "\(outcome)")
        #expect(!outcome.stderr.contains("permissions of the file"), "\(outcome)")
    }

    @Test func `a working folder that was deleted is not taken for the root`() async throws {
        let site = try TestSite()
        let outcome = try await site.shell("mkdir gone && cd gone && rmdir ../gone && \"$sitegen\" build")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.stderr.contains("the working folder was deleted"), "\(outcome)")
    }

    @Test(arguments: ["user list --json", "status", "build --json", "export ines"])
    func `data that cannot be printed is an error`(command: String) async throws {
        let site = try await SharedSites.shared.twoUsers()
        let outcome = try await site.shell("\"$sitegen\" \(command) > /dev/full")
        #expect(outcome.status == 73, "\(outcome)")
        #expect(outcome.complaints(about: "No space left").count == 1, "\(outcome)")
    }

    @Test func `whoever reads only the first lines does no harm`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let outcome = try await site.shell("{ \"$sitegen\" user list; echo $? >&2; } | true")
        #expect(["0", "141"].contains(outcome.stderr.trimmingCharacters(in: .whitespacesAndNewlines)), "\(outcome)")
    }

    @Test func `a folder without templates says where to get them`() async throws {
        let site = try TestSite()
        try site.write("", to: "templates/.keep")
        let outcome = try await site.run("build")
        #expect(outcome.status == 65, "\(outcome)")
        #expect(outcome.stderr.contains("sitegen templates copy --force \(site.path)/templates"), "\(outcome)")
        #expect(outcome.stderr.split(separator: "\n").count == 1)
        try await site.run("templates", "copy", "--force", site.path + "/templates").succeeds()
        try await site.run("build").succeeds()
    }

    @Test func `a page that is a link is named as a link, not as a folder`() async throws {
        let site = try TestSite()
        try site.write("mine", to: "decoy")
        try site.write("", to: "output/.keep")
        try FileManager.default.createSymbolicLink(
            atPath: site.output + "/index.html", withDestinationPath: site.path + "/decoy")
        let outcome = try await site.run("build")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.complaints(about: "symbolic link").count == 1)
        #expect(!outcome.stderr.contains("folder"), "\(outcome)")
        #expect(try site.data("decoy") == Data("mine".utf8))
    }

    @Test func `a page that nobody may read is written again`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let page = "output/\(SharedSites.two[0])/index.html"
        try await site.shell("chmod 000 \(page)").succeeds()
        try await site.run("build").succeeds()
        #expect(try site.mode(page) & 0o444 == 0o444)
        try await site.run("verify").succeeds()
    }

    @Test func `a compressed page that was edited or deleted is mended when the page is next checked`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let names = SharedSites.two.map { "output/\($0)/index.html.gz" }
        let before = try names.map(site.data)
        try site.write("bad", to: names[0])
        try site.remove(names[1])
        try site.outdatePages()
        try await site.run("build").succeeds()
        #expect(try names.map(site.data) == before)
    }
}
