import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ExportCommandTests {
    @Test func `the document has every play, and the same bytes each time`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let user = SharedSites.two[0]
        let export = try await site.run("export", user)
        #expect(export.status == 0)
        #expect(export.stderr.isEmpty)
        let value = try JSONSerialization.jsonObject(with: Data(export.stdout.utf8))
        let document = try #require(value as? [String: Any])
        let count = try site.playCount(of: user)
        #expect((document["plays"] as? [Any])?.count == count)
        #expect(count > 1000)
        #expect(!export.stdout.lowercased().contains("token"))
        #expect(try await site.run("export", user).stdout == export.stdout)
    }

    @Test func `an unknown user is a usage error, with nothing on stdout`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let export = try await site.run("export", SharedSites.two[0] + "x")
        #expect(export.status == 64)
        #expect(export.stdout.isEmpty)
        #expect(export.stderr.contains("did you mean '\(SharedSites.two[0])'?"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `half a document is an error`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let export = try await site.shell("\"$sitegen\" export \(SharedSites.two[0]) > /dev/full")
        #expect(export.status == 73)
        #expect(export.stderr.contains("No space left"))
    }
}

@Suite struct BackupCommandTests {
    @Test func `a backup works in place of the database`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let backup = try await site.run("backup", "copy.sqlite")
        #expect(backup.status == 0, "\(backup)")
        #expect(try site.mode("copy.sqlite") == 0o600)
        #expect(!site.exists("copy.sqlite-wal"))
        // Made by another process under another name, it knows the same pages and opens with the same key.
        let verify = try await site.run("verify", "--database", "copy.sqlite")
        #expect(verify.status == 0, "\(verify)")
        #expect(
            try await site.run("export", SharedSites.two[0], "--database", "copy.sqlite").stdout
                == site.run("export", SharedSites.two[0]).stdout)
    }

    @Test func `it is made while a run holds the lock`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let lock = open(site.file("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(try await site.run("backup", "copy.sqlite").status == 0)
    }

    @Test func `a file that is there is replaced by force only`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.write(Data("precious".utf8), to: "copy.sqlite")
        let refused = try await site.run("backup", "copy.sqlite")
        #expect(refused.status == 73)
        #expect(refused.stderr.contains("--force"))
        #expect(try site.data("copy.sqlite") == Data("precious".utf8))
        #expect(try await site.run("backup", "copy.sqlite", "--force").status == 0)
        #expect(try site.data("copy.sqlite").starts(with: Data("SQLite format 3".utf8)))
    }

    @Test func `what a killed backup has left is swept by the next, what a living one writes is not`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        // Beyond the highest process number there is; this test's own process; and a name that is not of this pattern.
        let names = ["copy.sqlite.999999999.partial", "copy.sqlite.\(getpid()).partial", "copy.sqlite.mine.partial"]
        for name in names { try site.write(Data("half".utf8), to: name) }
        #expect(try await site.run("backup", "copy.sqlite").status == 0)
        #expect(names.map(site.exists) == [false, true, true])
    }

    @Test(arguments: [("sitegen.sqlite", 78), ("nowhere/copy.sqlite", 73), ("folder", 73)] as [(String, Int32)])
    func `a target that cannot be a backup is an error, and nothing is left`(target: String, code: Int32) async throws {
        let site = try await SharedSites.shared.twoUsers()
        _ = try await site.shell("mkdir folder")
        let before = try FileManager.default.contentsOfDirectory(atPath: site.path).sorted()
        let backup = try await site.run("backup", target, "--force")
        #expect(backup.status == code)
        #expect(backup.stderr.contains(target))
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path).sorted() == before)
        #expect(try await site.run("verify").status == 0)
    }
}

@Suite struct RekeyCommandTests {
    @Test func `the key is another one, and opens everything`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let key = try site.data("sitegen.key")
        let rekey = try await site.run("rekey")
        #expect(rekey.status == 0, "\(rekey)")
        #expect(rekey.stdout.isEmpty)
        #expect(try site.data("sitegen.key") != key)
        #expect(try site.mode("sitegen.key") == 0o600)
        #expect(!site.exists("sitegen.key.old"))
        #expect(try await site.run("verify").status == 0)
    }

    @Test func `cut off between the file and the database, it is told, works, and is finished by the next`()
        async throws
    {
        let site = try await SharedSites.shared.twoUsers()
        // The new key in its place, the old one beside it, the tokens as they were.
        _ = try await site.shell("cp -a sitegen.sqlite before.sqlite && cp -a sitegen.key before.key")
        #expect(try await site.run("rekey").status == 0)
        _ = try await site.shell(
            "rm -f sitegen.sqlite-wal sitegen.sqlite-shm; mv before.sqlite sitegen.sqlite; mv before.key sitegen.key.old"
        )
        let key = try site.data("sitegen.key")

        let verify = try await site.run("verify")
        #expect(verify.lines == ["key: a rekey was cut off, two keys are in use; run 'sitegen rekey'"])
        let rekey = try await site.run("rekey")
        #expect(rekey.status == 0)
        #expect(rekey.stderr.contains("cut off is finished"))
        #expect(try site.data("sitegen.key") == key)
        #expect(try await site.run("verify").status == 0)
    }

    @Test func `a run under way is not pulled the key from under`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let key = try site.data("sitegen.key")
        let lock = open(site.file("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(try await site.run("rekey").status == 75)
        #expect(try site.data("sitegen.key") == key)
    }

    @Test func `a key that others can read, or that is missing, is a mistake to mend first`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        _ = try await site.shell("chmod 644 sitegen.key")
        let open = try await site.run("rekey")
        #expect(open.status == 78)
        #expect(open.stderr.contains("chmod 600"))
        try site.remove("sitegen.key")
        #expect(try await site.run("rekey").status == 78)
        #expect(!site.exists("sitegen.key"))
    }
}
