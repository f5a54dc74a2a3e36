import Foundation
import SiteModel
import Testing

/// Something else lies where sitegen writes its lock file or its metrics.
@Suite(.timeLimit(.minutes(20))) struct LockFileTests {
    @Test(arguments: [".lock", ".locks"])
    func `a lock file that is a symbolic link is refused, and its target stays unchanged`(suffix: String) async throws {
        let site = try TestSite()
        try Store.open(path: site.database).close()
        try site.write("precious\n", to: "decoy")
        try FileManager.default.createSymbolicLink(
            atPath: site.database + suffix, withDestinationPath: site.path + "/decoy")
        for command in ["run", "build", "verify"] where suffix == ".lock" || command != "verify" {
            let outcome = try await site.run(command)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.complaints(about: site.database + suffix).count == 1)
        }
        #expect(try String(contentsOfFile: site.path + "/decoy", encoding: .utf8) == "precious\n")
    }

    @Test func `a lock file that has another name is refused, and stays unchanged`() async throws {
        let site = try TestSite()
        try site.write("", to: "decoy")
        try FileManager.default.linkItem(atPath: site.path + "/decoy", toPath: site.database + ".lock")
        let outcome = try await site.run("build")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.complaints(about: site.database + ".lock").count == 1)
        #expect(try String(contentsOfFile: site.path + "/decoy", encoding: .utf8) == "")
    }

    @Test func `anything else in place of the lock file is refused and left unchanged`() async throws {
        let site = try TestSite()
        try site.write("precious\n", to: "sitegen.sqlite.lock")
        let outcome = try await site.run("build")
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.complaints(about: "not a lock file").count == 1)
        #expect(try String(contentsOfFile: site.database + ".lock", encoding: .utf8) == "precious\n")
        try FileManager.default.removeItem(atPath: site.database + ".lock")
        try FileManager.default.createDirectory(atPath: site.database + ".lock", withIntermediateDirectories: false)
        #expect(try await site.run("build").status == 78)
    }

    @Test func `the lock file of an earlier run is reused`() async throws {
        let site = try TestSite()
        let files = FileManager.default
        try site.write("22830\n", to: "sitegen.sqlite.lock")
        let number = try files.attributesOfItem(atPath: site.database + ".lock")[.systemFileNumber] as? Int
        for content in ["22830\n", ""] {
            try site.write(content, to: "sitegen.sqlite.lock")
            try? files.removeItem(atPath: site.output + "/index.html")
            try await site.run("build").succeeds()
            #expect(files.fileExists(atPath: site.output + "/index.html"), "the run did its work")
            let holder = try String(contentsOfFile: site.database + ".lock", encoding: .utf8)
            #expect(Int(holder.dropLast()) != nil && holder != "22830\n", "it says who holds it: \(holder)")
        }
        #expect(try files.attributesOfItem(atPath: site.database + ".lock")[.systemFileNumber] as? Int == number)
    }

    @Test func `writing metrics replaces a symbolic link and leaves its target unchanged`() async throws {
        let site = try TestSite()
        try await site.run("build").succeeds()
        try site.write("precious\n", to: "decoy")
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/sitegen.prom", withDestinationPath: site.path + "/decoy")
        try await site.run("status", "--prometheus", "sitegen.prom").succeeds()
        #expect(try String(contentsOfFile: site.path + "/decoy", encoding: .utf8) == "precious\n")
        #expect(try String(contentsOfFile: site.path + "/sitegen.prom", encoding: .utf8).contains("sitegen_build_info"))
    }
}
