import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct StatusTests {
    private let day: Int64 = 86_400_000

    @Test func `all well is the first line, and each user has one`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let status = try await site.run("status")
        #expect(status.status == 0, "\(status)")
        #expect(status.lines.first == "All well.")
        for user in SharedSites.two { #expect(status.lines.contains { $0.hasPrefix(user + " ") }) }
        #expect(status.lines.contains { $0.hasPrefix("Spotify  open") })
        #expect(status.stderr.isEmpty)
    }

    @Test func `a user who has to connect again is the first line, with the command to type`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.refuseConnection(of: SharedSites.two[0])
        let status = try await site.run("status")
        #expect(status.status == 1)
        #expect(status.lines.first?.contains("sitegen connect \(SharedSites.two[0])") == true)
        let json = try await site.json()
        #expect(json["isWell"] as? Bool == false)
        #expect((json["attention"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["needsReconnect"])
    }

    @Test(arguments: [(29, 1), (33, 0)])
    func `an authorization near its end needs a person from 30 days ahead`(daysLeft: Int64, code: Int32) async throws {
        let site = try await SharedSites.shared.twoUsers()
        // Six months are 181 to 184 days: the days on either side of the border keep clear of that.
        let authorized = Date().milliseconds - (182 - daysLeft) * day
        try site.authorizeAll(at: authorized)
        let status = try await site.run("status")
        #expect(status.status == code, "\(status.stdout)")
        if code == 1 { #expect(status.lines.first == "2 things to do: 2 authorizations end") }
    }

    @Test func `somebody who was not synced for three intervals needs a look at cron`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let now = Date().milliseconds
        try site.setLastPlay(at: now)
        try site.setLastSync(at: now - 4 * 3_600_000)
        try site.authorizeAll(at: now - 5 * day)
        let json = try await site.json()
        let users = try #require(json["users"] as? [[String: Any]])
        for user in users {
            let interval = try #require(user["syncIntervalSeconds"] as? Int)
            #expect(user["isOverdue"] as? Bool == (interval * 3 < 4 * 3600), "\(user)")
        }
        #expect(users.contains { $0["isOverdue"] as? Bool == true })
        #expect(try await site.run("status").status == 1)
        // While Spotify asks to wait, that is the reason, and it is no one's fault.
        try site.closeGate(until: now + 3_600_000, reason: "Retry-After")
        #expect(try await site.run("status").status == 0)
    }

    @Test(arguments: [(1, 0), (7, 1)])
    func `a closed gate is told, and needs a person when it holds for more than six hours`(
        hours: Int64, code: Int32
    ) async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.closeGate(until: Date().milliseconds + hours * 3_600_000, reason: "too many requests")
        let status = try await site.run("status")
        #expect(status.status == code)
        #expect(status.lines.contains { $0.hasPrefix("Spotify  closed until ") && $0.hasSuffix("too many requests") })
    }

    @Test func `templates that do not compile are told, and the users all the same`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let status = try await site.run("status", "--templates", "nowhere")
        #expect(status.status == 1)
        #expect(status.lines.first?.hasPrefix("To do: pages cannot be built") == true)
        #expect(status.lines.contains { $0.hasPrefix(SharedSites.two[0]) })
        #expect(status.lines.contains("Pages    not judged"))
    }

    @Test func `a page that its owner has hidden is a to-do while it is still on the disk`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let user = SharedSites.two[0]
        _ = try await site.shell("mv output/\(user) away && ln -s ../away output/\(user)")
        let set = try await site.run("user", "set", user, "--visibility", "private")
        #expect(set.status == 73, "\(set)")
        #expect(site.exists("output/\(user)/index.html"))
        let status = try await site.run("status")
        #expect(status.status == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: ") == true, "\(status)")
        #expect(status.lines.first?.contains("\(user)/") == true, "\(status)")
        let json = try await site.json()
        #expect((json["attention"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["pages"])
        let metrics = try await site.run("status", "--prometheus", "site.prom")
        #expect(metrics.status == 1)
        #expect(
            String(decoding: try site.data("site.prom"), as: UTF8.self)
                .contains("sitegen_attention{kind=\"pages\"} 1\n"))
        // Also while templates do not compile.
        let broken = try await site.run("status", "--templates", "nowhere")
        #expect(broken.lines.contains { $0.contains("\(user)/") }, "\(broken)")
        _ = try await site.shell("rm output/\(user) && mv away output/\(user)")
        #expect(try await site.run("build").status == 0)
        #expect(!site.exists("output/\(user)"))
        #expect(try await site.run("status").status == 0)
    }

    @Test(arguments: ["rm -r output && touch output", "chmod 000 output"])
    func `an output that cannot be looked at is a to-do`(_ accident: String) async throws {
        // Nothing is closed to root.
        guard getuid() != 0 || !accident.hasPrefix("chmod") else { return }
        let site = try await SharedSites.shared.twoUsers()
        #expect(try await site.shell(accident).status == 0)
        let status = try await site.run("status")
        _ = try await site.shell("chmod 755 output")
        #expect(status.status == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: pages cannot be built: ") == true, "\(status)")
        #expect(status.lines.first?.contains("output") == true, "\(status)")
        #expect(status.lines.contains("Pages    not judged"))
    }

    @Test func `a page that cannot be looked at is a to-do`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let user = SharedSites.two[0]
        _ = try await site.shell("rm -r output/\(user) && ln -s \(user) output/\(user)")
        let status = try await site.run("status")
        #expect(status.status == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: ") == true, "\(status)")
        #expect(status.lines.first?.contains("\(user)") == true, "\(status)")
    }

    @Test func `stale pages are counted and left as they are`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let page = "output/\(SharedSites.two[0])/index.html"
        try site.remove(page)
        let pages = try #require(try await site.json()["pages"] as? [String: Int])
        #expect(pages["missing"] == 1)
        #expect(!site.exists(page))
    }

    @Test func `a run under way is told, and not disturbed`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let lock = open(site.file("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        _ = ftruncate(lock, 0)
        _ = pwrite(lock, "4711\n", 5, 0)
        let status = try await site.run("status")
        #expect(status.status == 0)
        #expect(status.lines.contains { $0.hasSuffix("under way (process 4711)") })
    }

    @Test func `the JSON document has every key`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let json = try await site.json()
        #expect(Set(json.keys) == ["at", "isWell", "attention", "users", "gate", "pages", "images", "run"])
        let users = try #require(json["users"] as? [[String: Any]])
        #expect(
            Set(users[0].keys) == [
                "username", "connection", "lastSuccessAt", "lastFailureAt", "lastErrorClass", "isFailing", "isOverdue",
                "syncIntervalSeconds", "gaps", "gapSeconds", "authorizationEndsAt", "authorizationDaysLeft",
            ])
        let pages = try #require(json["pages"] as? [String: Int])
        #expect(Set(pages.keys) == ["fresh", "missing", "changed", "expired", "hidden"])
    }

    @Test func `metrics are written whole, for others to read, and nothing is printed`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.refuseConnection()
        let status = try await site.shell("umask 077; \"$sitegen\" status --prometheus site.prom")
        #expect(status.status == 1)
        #expect(status.stdout.isEmpty)
        #expect(try site.mode("site.prom") == 0o644)
        let text = String(decoding: try site.data("site.prom"), as: UTF8.self)
        let sample = /[a-z_]+(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? -?[0-9]+/
        var typed: Set<Substring> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                let words = line.split(separator: " ")
                if words[1] == "TYPE" { #expect(typed.insert(words[2]).inserted) }
            } else {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
                #expect(typed.contains(line.prefix { $0 != "{" && $0 != " " }), "\(line)")
            }
        }
        #expect(text.hasSuffix("\n"))
        #expect(text.contains("sitegen_attention{kind=\"needsReconnect\"} 2\n"))
        #expect(text.contains("sitegen_user_needs_reconnect{user=\"\(SharedSites.two[0])\"} 1\n"))
        let files = try FileManager.default.contentsOfDirectory(atPath: site.path)
        #expect(!files.contains { $0.hasSuffix(".tmp") })
    }

    @Test func `metrics that cannot be written are exit code 73`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let status = try await site.run("status", "--prometheus", "nowhere/site.prom")
        #expect(status.status == 73)
        #expect(status.stderr.contains("nowhere/site.prom"))
    }

    @Test(arguments: ["status", "verify", "rekey"])
    func `without a database there is an error, and still no database`(command: String) async throws {
        let site = try await SharedSites.shared.twoUsers()
        let status = try await site.run(command, "--database", "elsewhere.sqlite")
        #expect(status.status == 78, "\(status)")
        #expect(status.stderr.contains("elsewhere.sqlite"))
        #expect(!site.exists("elsewhere.sqlite"))
    }
}

extension TestSite {
    fileprivate func json() async throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(try await run("status", "--json").stdout.utf8))
        return value as? [String: Any] ?? [:]
    }
}
