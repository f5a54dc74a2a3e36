import Foundation
import Testing

/// Files that the operator has put where pages of the site go.
@Suite struct OwnFilesTests {
    private static let message = "is in the way and not made by sitegen"

    /// A site whose output has none of its pages, but files of the operator in their places.
    private func siteWithOwnFiles(_ names: [String]) async throws -> TestSite {
        let site = try await SharedSites.shared.twoUsers()
        try FileManager.default.removeItem(atPath: site.file("output"))
        try site.forgetPages()
        for name in names {
            let file = URL(filePath: site.file("output/" + name))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: file)
        }
        return site
    }

    @Test func `files that were there before the first build stay, and the other pages are built`() async throws {
        let user = SharedSites.two[0]
        let own = ["index.html", "robots.txt", "404.html", "\(user)/index.html", "sitemap.txt"]
        let site = try await siteWithOwnFiles(own)
        let build = try await site.run("build")
        #expect(build.status == 1, "\(build)")
        for name in own { #expect(try site.data("output/" + name) == Data("mine".utf8), "\(name)") }
        for name in own.dropLast() {
            #expect(build.stderr.contains("output/\(name)' \(Self.message)"), "\(name): \(build)")
        }
        #expect(site.exists("output/\(SharedSites.two[1])/index.html"))
        #expect(site.exists("output/about/index.html"))

        let status = try await site.run("status")
        #expect(status.status == 1, "\(status)")
        #expect(status.lines.first?.hasPrefix("To do: no build has recorded '\(user)/index.html' and 3 more") == true)
        // Once they are elsewhere, nothing keeps the pages away.
        for name in own.dropLast() { try FileManager.default.removeItem(atPath: site.file("output/" + name)) }
        #expect(try await site.run("build").status == 0)
        #expect(try await site.run("status").status == 0)
    }

    @Test func `a compressed file of the operator is not replaced`() async throws {
        let site = try await siteWithOwnFiles(["robots.txt.gz"])
        let build = try await site.run("build")
        #expect(build.status == 1, "\(build)")
        #expect(build.stderr.contains("robots.txt: "), "\(build)")
        #expect(try site.data("output/robots.txt.gz") == Data("mine".utf8))
        #expect(!site.exists("output/robots.txt"))
    }

    @Test(arguments: [
        ["disconnect", "--yes"], ["user", "remove", "--yes"], ["user", "set", "--visibility", "private"],
    ])
    func `who leaves or hides takes no file along that no build has recorded`(_ command: [String]) async throws {
        let site = try await SharedSites.shared.twoUsers()
        let page = "output/\(SharedSites.two[0])/index.html"
        try site.forgetPages("\(SharedSites.two[0])/index.html")
        try site.write(Data("mine".utf8), to: page)
        let words = command.first == "user" ? command.prefix(2) : command.prefix(1)
        let arguments = words + [SharedSites.two[0]] + command.dropFirst(words.count)
        let outcome = try await site.shell("\"$sitegen\" " + arguments.joined(separator: " "))
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try site.data(page) == Data("mine".utf8))
    }

    @Test func `pages of a lost database are named and left, and its front page is not emptied`() async throws {
        let site = try await SharedSites.shared.twoUsers()
        let front = try site.data("output/index.html")
        _ = try await site.shell("mkdir lost && mv sitegen.sqlite* lost/")
        #expect(try await site.run("build").status == 78)
        #expect(try site.data("output/index.html") == front)
        #expect(try await site.run("verify", "--repair").status == 1)
        #expect(try site.data("output/index.html") == front)
        // Either the database comes back …
        _ = try await site.shell("mkdir empty && mv sitegen.sqlite* empty/ && mv lost/* .")
        #expect(try await site.run("build").status == 0)
        #expect(try await site.run("verify").status == 0)
        // … or the old output goes.
        _ = try await site.shell("rm -f sitegen.sqlite* && mv output output.old")
        #expect(try await site.run("build").status == 0)
        #expect(site.exists("output/index.html"))
    }
}
