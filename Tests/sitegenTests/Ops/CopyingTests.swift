import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ExportCommandTests {
    @Test func `the document has every play, and the same bytes each time`() async throws {
        let site = try await DemoCopy.make()
        let user = site.users[0]
        let export = try await site.sitegen("export", user)
        #expect(export.code == 0)
        #expect(export.errors.isEmpty)
        let value = try JSONSerialization.jsonObject(with: Data(export.output.utf8))
        let document = try #require(value as? [String: Any])
        let count = try site.count("SELECT count(*) FROM play JOIN user ON user.id = userID WHERE username = '\(user)'")
        #expect((document["plays"] as? [Any])?.count == count)
        #expect(count > 1000)
        #expect(!export.output.lowercased().contains("token"))
        #expect(try await site.sitegen("export", user).output == export.output)
    }

    @Test func `an unknown user is a usage error, with nothing on stdout`() async throws {
        let site = try await DemoCopy.make()
        let export = try await site.sitegen("export", site.users[0] + "x")
        #expect(export.code == 64)
        #expect(export.output.isEmpty)
        #expect(export.errors.contains("did you mean '\(site.users[0])'?"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `half a document is an error`() async throws {
        let site = try await DemoCopy.make()
        let export = try await site.shell("\"$sitegen\" export \(site.users[0]) > /dev/full")
        #expect(export.code == 73)
        #expect(export.errors.contains("No space left"))
    }
}

@Suite struct BackupCommandTests {
    @Test func `a backup works in place of the database`() async throws {
        let site = try await DemoCopy.make()
        let backup = try await site.sitegen("backup", "copy.sqlite")
        #expect(backup.code == 0, "\(backup)")
        #expect(try site.mode("copy.sqlite") == 0o600)
        #expect(!site.exists("copy.sqlite-wal"))
        // Made by another process under another name, it knows the same pages and opens with the same key.
        let verify = try await site.sitegen("verify", "--database", "copy.sqlite")
        #expect(verify.code == 0, "\(verify)")
        #expect(
            try await site.sitegen("export", site.users[0], "--database", "copy.sqlite").output
                == site.sitegen("export", site.users[0]).output)
    }

    @Test func `it is made while a run holds the lock`() async throws {
        let site = try await DemoCopy.make()
        let lock = open(site.path("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(try await site.sitegen("backup", "copy.sqlite").code == 0)
    }

    @Test func `a file that is there is replaced by force only`() async throws {
        let site = try await DemoCopy.make()
        try site.write(Data("precious".utf8), to: "copy.sqlite")
        let refused = try await site.sitegen("backup", "copy.sqlite")
        #expect(refused.code == 73)
        #expect(refused.errors.contains("--force"))
        #expect(try site.data("copy.sqlite") == Data("precious".utf8))
        #expect(try await site.sitegen("backup", "copy.sqlite", "--force").code == 0)
        #expect(try site.data("copy.sqlite").starts(with: Data("SQLite format 3".utf8)))
    }

    @Test func `what a killed backup has left is swept by the next, what a living one writes is not`() async throws {
        let site = try await DemoCopy.make()
        // Beyond the highest process number there is; this test's own process; and a name that is not of this pattern.
        let names = ["copy.sqlite.999999999.partial", "copy.sqlite.\(getpid()).partial", "copy.sqlite.mine.partial"]
        for name in names { try site.write(Data("half".utf8), to: name) }
        #expect(try await site.sitegen("backup", "copy.sqlite").code == 0)
        #expect(names.map(site.exists) == [false, true, true])
    }

    @Test(arguments: ["sitegen.sqlite", "nowhere/copy.sqlite", "output"])
    func `what cannot be a backup is exit code 73, and nothing is left`(target: String) async throws {
        let site = try await DemoCopy.make()
        let before = try FileManager.default.contentsOfDirectory(atPath: site.folder).sorted()
        let backup = try await site.sitegen("backup", target, "--force")
        #expect(backup.code == 73)
        #expect(backup.errors.contains(target))
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder).sorted() == before)
        #expect(try await site.sitegen("verify").code == 0)
    }
}

@Suite struct RekeyCommandTests {
    @Test func `the key is another one, and opens everything`() async throws {
        let site = try await DemoCopy.make()
        let key = try site.data("sitegen.key")
        let rekey = try await site.sitegen("rekey")
        #expect(rekey.code == 0, "\(rekey)")
        #expect(rekey.output.isEmpty)
        #expect(try site.data("sitegen.key") != key)
        #expect(try site.mode("sitegen.key") == 0o600)
        #expect(!site.exists("sitegen.key.old"))
        #expect(try await site.sitegen("verify").code == 0)
    }

    @Test func `cut off between the file and the database, it is told, works, and is finished by the next`()
        async throws
    {
        let site = try await DemoCopy.make()
        // The new key in its place, the old one beside it, the tokens as they were.
        _ = try await site.shell("cp -a sitegen.sqlite before.sqlite && cp -a sitegen.key before.key")
        #expect(try await site.sitegen("rekey").code == 0)
        _ = try await site.shell(
            "rm -f sitegen.sqlite-wal sitegen.sqlite-shm; mv before.sqlite sitegen.sqlite; mv before.key sitegen.key.old"
        )
        let key = try site.data("sitegen.key")

        let verify = try await site.sitegen("verify")
        #expect(verify.lines == ["key: a rekey was cut off, two keys are in use; run 'sitegen rekey'"])
        let rekey = try await site.sitegen("rekey")
        #expect(rekey.code == 0)
        #expect(rekey.errors.contains("cut off is finished"))
        #expect(try site.data("sitegen.key") == key)
        #expect(try await site.sitegen("verify").code == 0)
    }

    @Test func `a run under way is not pulled the key from under`() async throws {
        let site = try await DemoCopy.make()
        let key = try site.data("sitegen.key")
        let lock = open(site.path("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(try await site.sitegen("rekey").code == 75)
        #expect(try site.data("sitegen.key") == key)
    }

    @Test func `a key that others can read, or that is missing, is a mistake to mend first`() async throws {
        let site = try await DemoCopy.make()
        _ = try await site.shell("chmod 644 sitegen.key")
        let open = try await site.sitegen("rekey")
        #expect(open.code == 78)
        #expect(open.errors.contains("chmod 600"))
        try FileManager.default.removeItem(atPath: site.path("sitegen.key"))
        #expect(try await site.sitegen("rekey").code == 78)
        #expect(!site.exists("sitegen.key"))
    }
}
