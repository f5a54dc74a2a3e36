import Foundation
import GRDB
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct StatusTests {
    private let day: Int64 = 86_400_000

    @Test func `all well is the first line, and each user has one`() async throws {
        let site = try await DemoCopy.make()
        let status = try await site.sitegen("status")
        #expect(status.code == 0, "\(status)")
        #expect(status.lines.first == "All well.")
        for user in site.users { #expect(status.lines.contains { $0.hasPrefix(user + " ") }) }
        #expect(status.lines.contains { $0.hasPrefix("Spotify  open") })
        #expect(status.errors.isEmpty)
    }

    @Test func `a user who has to connect again is the first line, with the command to type`() async throws {
        let site = try await DemoCopy.make()
        try site.execute(
            "UPDATE credential SET state = 'needsReconnect' WHERE userID = (SELECT id FROM user WHERE username = ?)",
            arguments: [site.users[0]])
        let status = try await site.sitegen("status")
        #expect(status.code == 1)
        #expect(status.lines.first?.contains("sitegen connect \(site.users[0])") == true)
        let json = try await site.json()
        #expect(json["isWell"] as? Bool == false)
        #expect((json["attention"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["needsReconnect"])
    }

    @Test(arguments: [(29, 1), (33, 0)])
    func `an authorization near its end needs a person from 30 days ahead`(daysLeft: Int64, code: Int32) async throws {
        let site = try await DemoCopy.make()
        // Six months are 181 to 184 days: the days on either side of the border keep clear of that.
        let authorized = Date().milliseconds - (182 - daysLeft) * day
        try site.execute("UPDATE credential SET authorizedAt = ?", arguments: [authorized])
        let status = try await site.sitegen("status")
        #expect(status.code == code, "\(status.output)")
        if code == 1 { #expect(status.lines.first == "2 things to do: 2 authorizations end") }
    }

    @Test func `somebody who was not synced for three intervals needs a look at cron`() async throws {
        let site = try await DemoCopy.make()
        let now = Date().milliseconds
        try site.execute(
            "UPDATE play SET playedAt = ? WHERE playedAt = (SELECT max(playedAt) FROM play)", arguments: [now])
        try site.execute("UPDATE user SET syncedAt = ?", arguments: [now - 4 * 3_600_000])
        try site.execute("UPDATE credential SET authorizedAt = ?", arguments: [now - 5 * day])
        let json = try await site.json()
        let users = try #require(json["users"] as? [[String: Any]])
        for user in users {
            let interval = try #require(user["syncIntervalSeconds"] as? Int)
            #expect(user["isOverdue"] as? Bool == (interval * 3 < 4 * 3600), "\(user)")
        }
        #expect(users.contains { $0["isOverdue"] as? Bool == true })
        #expect(try await site.sitegen("status").code == 1)
        // While Spotify asks to wait, that is the reason, and it is no one's fault.
        try site.execute("INSERT INTO gate VALUES ('spotify', ?, 'Retry-After')", arguments: [now + 3_600_000])
        #expect(try await site.sitegen("status").code == 0)
    }

    @Test(arguments: [(1, 0), (7, 1)])
    func `a closed gate is told, and needs a person when it holds for more than six hours`(
        hours: Int64, code: Int32
    ) async throws {
        let site = try await DemoCopy.make()
        try site.execute(
            "INSERT INTO gate VALUES ('spotify', ?, 'too many requests')",
            arguments: [Date().milliseconds + hours * 3_600_000])
        let status = try await site.sitegen("status")
        #expect(status.code == code)
        #expect(status.lines.contains { $0.hasPrefix("Spotify  closed until ") && $0.hasSuffix("too many requests") })
    }

    @Test func `templates that do not compile are told, and the users all the same`() async throws {
        let site = try await DemoCopy.make()
        let status = try await site.sitegen("status", "--templates", "nowhere")
        #expect(status.code == 1)
        #expect(status.lines.first?.hasPrefix("To do: pages cannot be built") == true)
        #expect(status.lines.contains { $0.hasPrefix(site.users[0]) })
        #expect(status.lines.contains("Pages    not judged"))
    }

    @Test func `a page that its owner has hidden is a to-do while it is still on the disk`() async throws {
        let site = try await DemoCopy.make()
        let user = site.users[0]
        _ = try await site.shell("mv output/\(user) away && ln -s ../away output/\(user)")
        let set = try await site.sitegen("user", "set", user, "--visibility", "private")
        #expect(set.code == 73, "\(set)")
        #expect(site.exists("output/\(user)/index.html"))
        let status = try await site.sitegen("status")
        #expect(status.code == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: ") == true, "\(status)")
        #expect(status.lines.first?.contains("\(user)/index.html") == true, "\(status)")
        let json = try await site.json()
        #expect((json["attention"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["pages"])
        let metrics = try await site.sitegen("status", "--prometheus", "site.prom")
        #expect(metrics.code == 1)
        #expect(
            String(decoding: try site.data("site.prom"), as: UTF8.self)
                .contains("sitegen_attention{kind=\"pages\"} 1\n"))
        // Also while templates do not compile.
        let broken = try await site.sitegen("status", "--templates", "nowhere")
        #expect(broken.lines.contains { $0.contains("\(user)/index.html") }, "\(broken)")
        _ = try await site.shell("rm output/\(user) && mv away output/\(user)")
        #expect(try await site.sitegen("build").code == 0)
        #expect(!site.exists("output/\(user)"))
        #expect(try await site.sitegen("status").code == 0)
    }

    @Test(arguments: ["rm -r output && touch output", "chmod 000 output"])
    func `an output that cannot be looked at is a to-do`(_ accident: String) async throws {
        // Nothing is closed to root.
        guard getuid() != 0 || !accident.hasPrefix("chmod") else { return }
        let site = try await DemoCopy.make()
        #expect(try await site.shell(accident).code == 0)
        let status = try await site.sitegen("status")
        _ = try await site.shell("chmod 755 output")
        #expect(status.code == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: pages cannot be built: ") == true, "\(status)")
        #expect(status.lines.first?.contains("output") == true, "\(status)")
        #expect(status.lines.contains("Pages    not judged"))
    }

    @Test func `a page that cannot be looked at is a to-do`() async throws {
        let site = try await DemoCopy.make()
        let user = site.users[0]
        _ = try await site.shell("rm -r output/\(user) && ln -s \(user) output/\(user)")
        let status = try await site.sitegen("status")
        #expect(status.code == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: ") == true, "\(status)")
        #expect(status.lines.first?.contains("\(user)") == true, "\(status)")
    }

    @Test func `stale pages are counted and left as they are`() async throws {
        let site = try await DemoCopy.make()
        let page = "output/\(site.users[0])/index.html"
        try FileManager.default.removeItem(atPath: site.path(page))
        let pages = try #require(try await site.json()["pages"] as? [String: Int])
        #expect(pages["missing"] == 1)
        #expect(!site.exists(page))
    }

    @Test func `a run under way is told, and not disturbed`() async throws {
        let site = try await DemoCopy.make()
        let lock = open(site.path("sitegen.sqlite.lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        _ = ftruncate(lock, 0)
        _ = pwrite(lock, "4711\n", 5, 0)
        let status = try await site.sitegen("status")
        #expect(status.code == 0)
        #expect(status.lines.contains { $0.hasSuffix("under way (process 4711)") })
    }

    @Test func `the JSON document has every key`() async throws {
        let site = try await DemoCopy.make()
        let json = try await site.json()
        #expect(Set(json.keys) == ["at", "isWell", "attention", "users", "gate", "pages", "run"])
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
        let site = try await DemoCopy.make()
        try site.execute("UPDATE credential SET state = 'needsReconnect'")
        let status = try await site.shell("umask 077; \"$sitegen\" status --prometheus site.prom")
        #expect(status.code == 1)
        #expect(status.output.isEmpty)
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
        #expect(text.contains("sitegen_user_needs_reconnect{user=\"\(site.users[0])\"} 1\n"))
        let files = try FileManager.default.contentsOfDirectory(atPath: site.folder)
        #expect(!files.contains { $0.hasSuffix(".tmp") })
    }

    @Test func `metrics that cannot be written are exit code 73`() async throws {
        let site = try await DemoCopy.make()
        let status = try await site.sitegen("status", "--prometheus", "nowhere/site.prom")
        #expect(status.code == 73)
        #expect(status.errors.contains("nowhere/site.prom"))
    }

    @Test(arguments: ["status", "verify", "rekey"])
    func `without a database there is an error, and still no database`(command: String) async throws {
        let site = try await DemoCopy.make()
        let status = try await site.sitegen(command, "--database", "elsewhere.sqlite")
        #expect(status.code == 78, "\(status)")
        #expect(status.errors.contains("elsewhere.sqlite"))
        #expect(!site.exists("elsewhere.sqlite"))
    }
}

extension DemoCopy {
    fileprivate func json() async throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(try await sitegen("status", "--json").output.utf8))
        return value as? [String: Any] ?? [:]
    }
}
