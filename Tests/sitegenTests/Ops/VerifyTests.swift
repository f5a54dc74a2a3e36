import Foundation
import Testing

@Suite struct VerifyTests {
    /// What happens to a file of the site, what `verify` calls it, and whether that can be repaired.
    enum Accident: String, CaseIterable, CustomTestStringConvertible {
        case missing
        case touched
        case edited
        case rotten
        case withoutVariant
        case rottenVariant
        case variantOfOtherTime
        case leftover
        case strange

        var testDescription: String { rawValue }

        var isRepairable: Bool { self != .strange }

        /// The path in the output that is named, `page` being `<user>/index.html`.
        func named(_ page: String) -> String {
            switch self {
            case .leftover: page.replacing("index.html", with: ".index.html.sitegen-stage")
            case .strange: page.replacing("index.html", with: "notes.txt")
            default: page
            }
        }

        func happens(to page: String, of site: TestSite) async throws {
            let file = "output/" + page
            switch self {
            case .missing: try site.remove(file)
            case .touched: _ = try await site.shell("touch '\(file)'")
            case .edited: _ = try await site.shell("echo '<!-- me -->' >> '\(file)'")
            case .rotten: try await site.rot(file)
            case .withoutVariant: try site.remove(file + ".gz")
            case .rottenVariant: try await site.rot(file + ".gz")
            case .variantOfOtherTime: _ = try await site.shell("touch '\(file).gz'")
            case .leftover, .strange: try site.write(Data("x".utf8), to: "output/" + named(page))
            }
        }
    }

    @Test func `a site as it was built has nothing wrong`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let verify = try await site.run("verify")
        #expect(verify.status == 0)
        #expect(verify.stdout.isEmpty, "\(verify)")
        #expect(verify.stderr.isEmpty)
    }

    @Test(arguments: Accident.allCases)
    func `a file that is not as it was written is named, and mended`(accident: Accident) async throws {
        let site = try await SharedSites.shared.twoUsers()
        let page = "\(SharedSites.two[0])/index.html"
        let whole = try site.data("output/" + page)
        try await accident.happens(to: page, of: site)

        let found = try await site.run("verify")
        #expect(found.status == 1)
        #expect(found.lines.count == 1, "\(found)")
        #expect(found.lines.first?.hasPrefix(accident.named(page) + ": ") == true, "\(found)")

        let repair = try await site.run("verify", "--repair")
        #expect(repair.status == (accident.isRepairable ? 0 : 1), "\(repair)")
        let line = (accident.isRepairable ? "repaired: " : "") + accident.named(page) + ": "
        #expect(repair.lines.first?.hasPrefix(line) == true, "\(repair)")

        let after = try await site.run("verify")
        #expect(after.status == repair.status)
        #expect(try site.data("output/" + page) == whole)
        #expect(site.exists("output/" + accident.named(page)) == (accident != .leftover))
    }

    @Test func `repairing one page leaves all others alone`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let other = "output/\(SharedSites.two[1])/index.html"
        let before = try site.modified(other)
        try site.remove("output/\(SharedSites.two[0])/index.html")
        #expect(try await site.run("verify", "--repair").status == 0)
        #expect(try site.modified(other) == before)
    }

    @Test func `files of the operator beside the site are the operator's business`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        for name in ["output/CNAME", "output/favicon.ico"] { try site.write(Data("x".utf8), to: name) }
        _ = try await site.shell("mkdir -p output/.well-known output/photos && echo x > output/photos/me.jpg")
        #expect(try await site.run("verify", "--repair").status == 0)
        for name in ["CNAME", "favicon.ico", "photos/me.jpg"] { #expect(site.exists("output/" + name)) }
    }

    @Test func `folders in the folder of a user are looked through, too`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let folder = "\(SharedSites.two[0])/1999"
        let stage = "\(folder)/11/.index.html.sitegen-stage"
        _ = try await site.shell(
            "mkdir -p output/\(folder)/11 && echo x > output/\(folder)/notes.txt && echo x > output/\(stage)")
        let repair = try await site.run("verify", "--repair")
        #expect(repair.lines.first?.hasPrefix("repaired: \(stage): left by a run") == true, "\(repair)")
        let after = try await site.run("verify")
        #expect(after.lines.count == 1, "\(after)")
        // Nothing in it is the site's, so it counts as one.
        #expect(after.lines.first?.hasPrefix("\(folder): not made by sitegen") == true, "\(after)")
        #expect(site.exists("output/\(folder)/notes.txt") && !site.exists("output/\(stage)"))
    }

    @Test func `a private user's page that is still there is wrong`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let page = "\(SharedSites.two[0])/index.html"
        // Not by 'user set', which would delete the page: a copy that somebody put back.
        try site.setStoredVisibility("private", of: SharedSites.two[0])
        let found = try await site.run("verify")
        #expect(found.lines.contains("\(page): the page is not to be shown"), "\(found)")
        #expect(try await site.run("verify", "--repair").status == 0)
        #expect(!site.exists("output/" + page))
    }

    @Test func `a folder that is a link is named and not followed`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let user = SharedSites.two[0]
        _ = try await site.shell("mv output/\(user) away && ln -s ../away output/\(user) && echo x > away/notes.txt")
        let repair = try await site.run("verify", "--repair")
        #expect(repair.status == 1)
        #expect(repair.lines.contains { $0.contains("symbolic link") }, "\(repair)")
        #expect(site.exists("away/notes.txt"))
    }

    @Test func `rows that hang in the air are the database's`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.change("INSERT INTO gap VALUES (99, 1, 2)", checksReferences: false)
        let found = try await site.run("verify")
        #expect(found.status == 1)
        #expect(found.lines == ["database: 1 row of 'gap' name a 'user' that is not there"])
    }

    @Test func `a table that is missing is named`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.change("DROP TABLE gap")
        let found = try await site.run("verify")
        #expect(found.status == 1)
        #expect(found.lines.contains { $0.hasPrefix("database: table 'gap' is missing") }, "\(found)")
    }

    @Test(arguments: ["run", "verify"])
    func `a database whose list of steps is wrong is not sent from one command to the other`(
        command: String
    ) async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.change("DELETE FROM grdb_migrations WHERE identifier = '9 companion'")
        let outcome = try await site.run(command)
        #expect(outcome.status == (command == "run" ? 65 : 1), "\(outcome)")
        let text = outcome.stdout + outcome.stderr
        #expect(text.contains("put a backup in its place") && !text.contains("'sitegen verify'"), "\(outcome)")
    }

    @Test func `damage in the database is told`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        var bytes = try site.data("sitegen.sqlite")
        let half = bytes.count / 2
        bytes.replaceSubrange(half..., with: Data(repeating: 0xA5, count: bytes.count - half))
        _ = try await site.shell("rm -f sitegen.sqlite-wal sitegen.sqlite-shm")
        try site.write(bytes, to: "sitegen.sqlite")
        let found = try await site.run("verify")
        #expect(found.status == 1, "\(found)")
        // How many lines it takes depends on what the second half of this file was.
        #expect(found.lines.contains { $0.hasPrefix("database: ") }, "\(found)")
        #expect(found.lines.allSatisfy { $0.contains(/^(database|key|output):/) }, "\(found)")
    }

    @Test func `a database that is none is named, and so is what else is wrong`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        try site.write(Data(repeating: 7, count: 8192), to: "sitegen.sqlite")
        _ = try await site.shell("rm -f sitegen.sqlite-wal sitegen.sqlite-shm")
        let found = try await site.run("verify", "--templates", "nowhere")
        #expect(found.status == 1)
        #expect(found.lines.contains { $0.hasPrefix("database: ") })
        #expect(found.lines.contains { $0.hasPrefix("templates: ") })
    }

    @Test func `a template's mistakes are named by line and column`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let templates = URL(filePath: #filePath).appending(path: "../../../../templates").standardizedFileURL
        _ = try await site.shell(
            "cp -R '\(templates.path(percentEncoded: false))' own && echo '{{nobody}}' >> own/profile.mustache")
        let found = try await site.run("verify", "--templates", "own")
        #expect(found.status == 1)
        #expect(found.lines.contains { $0.contains(/^templates: profile\.mustache:\d+:\d+: .*nobody/) }, "\(found)")
    }

    @Test func `a key that does not open the tokens is named for each user, and not replaced`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let key = Data(repeating: 1, count: 32)
        try key.write(to: URL(filePath: site.file("sitegen.key")))
        _ = try await site.shell("chmod 600 sitegen.key")
        let found = try await site.run("verify", "--repair")
        #expect(found.status == 1)
        for user in SharedSites.two {
            #expect(found.lines.contains { $0.hasPrefix("key: ") && $0.contains("'\(user)'") })
        }
        #expect(try site.data("sitegen.key") == key)
        try site.remove("sitegen.key")
        let missing = try await site.run("verify")
        #expect(missing.lines.contains { $0.hasPrefix("key: ") && $0.contains("missing") }, "\(missing)")
        #expect(!site.exists("sitegen.key"))
    }
}
