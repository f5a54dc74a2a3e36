import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Mistakes and tricks of the operator.
@Suite(.timeLimit(.minutes(20))) struct HostileOperatorTests {
    @Test func `a page that cannot be deleted stays hidden when somebody else takes the name`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            // A link in its place keeps the page of Ines where it is.
            let (folder, away) = (site.output + "/ines", site.file("away"))
            try FileManager.default.moveItem(atPath: folder, toPath: away)
            try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: away)
            let cursor = try #require(try await site.run("changes").succeeds().lines.last).dropFirst("cursor\t".count)
            #expect(try await site.run("user", "remove", "ines", "--yes").status == 73)
            let renamed = try await site.run("user", "rename", "theo", "ines")
            #expect(renamed.status != 0, "\(renamed)")
            let status = try await site.run("status")
            #expect(status.status == 1 && status.stdout.contains("hidden but still on the disk"), "\(status)")
            let changes = try await site.run("changes", "--since", String(cursor)).succeeds()
            #expect(changes.lines.contains("hidden\tines/index.html"), "\(changes)")
            #expect(!changes.lines.contains("page\tines/index.html"), "\(changes)")
            // Then it goes, and the page under that name is that of its new owner.
            try FileManager.default.removeItem(atPath: folder)
            try FileManager.default.moveItem(atPath: away, toPath: folder)
            try await site.run("build").succeeds()
            #expect(try HTMLDocument(site.page(of: "ines")).elements("h1").first?.text == "Theodore Pell")
            try await site.run("status").succeeds()
            let after = try await site.run("changes", "--since", String(cursor)).succeeds()
            #expect(after.lines.contains("page\tines/index.html"), "\(after)")
        }
    }

    @Test func `no command replaces the site's own files, or publishes what it writes`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.write("key", to: "sitegen.key")
        try FileManager.default.linkItem(atPath: site.database, toPath: site.file("link.sqlite"))
        let commands = [["status", "--prometheus"], ["run", "--changes"], ["backup", "--force"]]
        let files = [
            "sitegen.sqlite", "sitegen.sqlite.lock", "sitegen.key", "sitegen.yaml", "link.sqlite", "output/m.prom",
            "output/index.html",
        ]
        let before = files.map { try? site.data($0) }
        for command in commands {
            for file in files {
                let outcome = try await Program.run(command + [file], environment: site.environment, in: site.path)
                #expect(outcome.status == 78, "\(command) \(file): \(outcome)")
                #expect(outcome.stderr.contains("name a"), "\(outcome)")
            }
        }
        // The lock file has the number of the process that was the last to hold it.
        for (file, bytes) in zip(files, before) where !file.hasSuffix(".lock") {
            #expect((try? site.data(file)) == bytes, "\(file)")
        }
    }

    @Test func `the listing of a shard takes the place of no other file`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        for file in ["sitegen.sqlite", "sitegen.yaml", "output/theo/index.html", "templates/directory.mustache"] {
            let outcome = try await site.run(
                "build", with: ["SITEGEN_LISTING": file, "SITEGEN_TEMPLATES": "templates"])
            #expect(outcome.status == 78 && outcome.stderr.contains("the listing"), "\(file): \(outcome)")
        }
        try await site.run("split", "2", "shards").succeeds()
        try site.write("mine\n", to: "notes")
        let outcome = try await site.run(
            "build", "--database", "shards/shard-0.sqlite", "--output", "new", with: ["SITEGEN_LISTING": "notes"])
        #expect(outcome.status == 73 && outcome.stderr.contains("another file in its place"), "\(outcome)")
        #expect(try String(contentsOfFile: site.file("notes"), encoding: .utf8) == "mine\n")
    }

    @Test func `a command that deploys makes no database where there is none`() async throws {
        let site = try TestSite(settings: "deploy:\n  command: 'true'\n")
        for _ in 0..<2 {
            let outcome = try await site.run("run")
            #expect(outcome.status == 78 && outcome.stderr.contains("there is no database"), "\(outcome)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path) == ["sitegen.yaml"])
    }

    @Test func `a pipe, and a link to one, get the text and stay what they are`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try FileManager.default.createSymbolicLink(atPath: site.file("l"), withDestinationPath: "pipe")
        let outcome = try await site.shell(
            "mkfifo pipe; for file in pipe l; do $sitegen status --prometheus $file & timeout 20 cat pipe; wait; done; test -p pipe && test -L l"
        )
        #expect(outcome.status == 0 && outcome.stdout.contains("sitegen_"), "\(outcome)")
    }

    @Test func `a list of changes goes on from the cursor that is in it`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            try await site.run("run", "--changes", "l").succeeds()
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            try await site.run("run", "--changes", "l").succeeds()
            let list = try String(contentsOfFile: site.file("l"), encoding: .utf8)
            #expect(list.contains("hidden\tines/index.html\n"), "\(list)")
            // A file of anything else, or with a cursor that is not known, counts from the start of the run.
            for text in ["cursor\tnonsense\n", "my notes", ""] {
                try site.write(text, to: "l")
                try await site.run("run", "--changes", "l").succeeds()
                let list = try String(contentsOfFile: site.file("l"), encoding: .utf8)
                #expect(list.hasPrefix("cursor\t") && list.split(separator: "\n").count == 1, "\(list)")
            }
        }
    }

    @Test func `closed standard streams never end in a file of the site`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        for streams in ["<&- >&- 2>&-", "<&- 2>&-", ">&-", "2>&-"] {
            _ = try await site.shell("(exec \(streams); exec $sitegen build --force --log-level trace)")
            let lock = try String(contentsOfFile: site.file("sitegen.sqlite.lock"), encoding: .utf8)
            #expect(lock.allSatisfy { $0.isNumber || $0 == "\n" }, "\(streams): \(lock)")
            try await site.run("build").succeeds()
        }
        // What cannot be printed is still an error.
        #expect(try await site.shell("$sitegen user list >&-").status == 73)
    }

    @Test func `names of files are shown without what controls a terminal`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let outcome = try await site.run("import", "theo", "a\u{1B}[31mb.json")
        #expect(outcome.status == 65 && !outcome.stderr.contains("\u{1B}"), "\(outcome)")
    }

    @Test func `what only looks at a site makes no database`() async throws {
        let site = try TestSite()
        for arguments in [["build", "--dry-run"], ["user", "list"], ["user", "show", "ada"], ["explain", "ada"]] {
            let outcome = try await Program.run(arguments, environment: site.environment, in: site.path)
            #expect(outcome.status == 78 && outcome.stderr.contains("there is no database"), "\(arguments): \(outcome)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.path) == [])
    }

    @Test func `a companion that cannot listen says where, and what to do`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify, settings: "site:\n  title: x\n")
            var settings = ["SITEGEN_COMPANION_URL": "http://127.0.0.1:8080/account/"]
            let taken = try #require(spotify.simulator.apiURL.firstMatch(of: /127\.0\.0\.1:[0-9]+/)).0
            settings["SITEGEN_COMPANION_LISTEN"] = String(taken)
            let busy = try await site.run("serve", with: settings)
            #expect(busy.status == 75 && busy.stderr.contains("\(taken): another program listens there"), "\(busy)")
            // systemd would start it again and again for anything but 78.
            // The path of a socket has at most some hundred bytes.
            let file =
                FileManager.default.temporaryDirectory.path(percentEncoded: false) + "s\(UUID().uuidString.prefix(8))"
            try "mine".write(toFile: file, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(atPath: file) }
            for (place, reason) in [(file, "no socket"), (file + "-none/serve.sock", "No such file")] {
                settings["SITEGEN_COMPANION_LISTEN"] = "unix:\(place)"
                let outcome = try await site.run("serve", with: settings)
                #expect(outcome.status == 78 && outcome.stderr.contains(reason), "\(outcome)")
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        }
    }

    @Test func `a client that never ends its request does not keep the companion from ending`() async throws {
        try await RunningSpotify.running(SharedSites.world) { spotify in
            let site = try TestSite(spotify)
            let (program, address) = try await site.serve(with: [
                "SITEGEN_COMPANION_URL": "http://127.0.0.1:8080/account/", "SITEGEN_COMPANION_LISTEN": "127.0.0.1:0",
            ])
            let port = try #require(URL(string: address)?.port)
            let client = Process()
            client.executableURL = URL(filePath: "/usr/bin/env")
            client.arguments = [
                "python3", "-c",
                """
                import socket, sys
                connection = socket.create_connection(("127.0.0.1", \(port)))
                connection.sendall(b"POST /account/sync HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 100\\r\\n\\r\\nabc")
                sys.stdout.write("sent"); sys.stdout.flush()
                sys.stdin.read()
                """,
            ]
            let (input, output) = (Pipe(), Pipe())
            (client.standardInput, client.standardOutput) = (input, output)
            try client.run()
            #expect(try output.fileHandleForReading.read(upToCount: 4) == Data("sent".utf8))
            let start = ContinuousClock.now
            program.terminate()
            let outcome = await program.ended()
            #expect(outcome.status == 0, "\(outcome)")
            #expect(start.duration(to: .now) < .seconds(28), "systemd kills it after 30 seconds")
            try input.fileHandleForWriting.close()
            client.waitUntilExit()
        }
    }
}
