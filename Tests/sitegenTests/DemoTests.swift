import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct DemoTests {
    @Test func `demo creates settings, database, key and a complete site`() async throws {
        let demo = try await SharedSites.shared.demoSite()
        let tree = try demo.site.tree()
        let files = try FileManager.default.contentsOfDirectory(atPath: demo.site.path)
        #expect(Set(files).isSuperset(of: ["sitegen.yaml", "sitegen.sqlite", "sitegen.key", "output"]))
        #expect(try FileTree.mode(demo.site.database) == 0o600)
        #expect(try FileTree.mode(demo.site.path + "/sitegen.key") == 0o600)
        let users = try demo.site.stored("SELECT username FROM user", as: String.self)
        #expect(users.count == DemoSite.users)
        let expected =
            ["index.html", "404.html", "robots.txt", "about/index.html", "privacy/index.html"]
            + users.map { $0 + "/index.html" }
        #expect(Set(expected).subtracting(tree.paths) == [])
        let recaps = tree.pages.filter { $0.contains(#/\/\d{4}\//#) }
        #expect(tree.pages.count - recaps.count == DemoSite.users + 4 && recaps.count > DemoSite.users)
        #expect(tree.paths.contains { $0.contains(#/^assets\/[a-z]+\.[0-9a-f]{8,}\.css$/#) })
        #expect(tree.paths.filter { $0.contains("/.") || $0.hasPrefix(".") } == [])
        #expect(demo.first.stdout == "")
        #expect(demo.first.stderr.contains("output/index.html"))
    }

    @Test func `every text file has a .gz file with the same content`() async throws {
        let tree = try await SharedSites.shared.demoSite().site.tree()
        let texts = tree.paths.filter {
            !$0.hasPrefix("artwork/") && [".html", ".css", ".svg", ".txt", ".xml"].contains(where: $0.hasSuffix)
        }
        #expect(texts.count > DemoSite.users)
        for path in texts {
            let packed = try #require(try? tree.bytes(path + ".gz"), "\(path) has no .gz file")
            #expect(try packed.gunzipped() == tree.bytes(path), "\(path)")
        }
    }

    @Test func `demo --quiet prints nothing`() async throws {
        let demo = try await SharedSites.shared.demoSite()
        let copy = try TestSite(copyOf: demo.site)
        let outcome = try await copy.run("demo", ".", "--users", "\(DemoSite.users)", "--hostile", "--quiet").succeeds()
        #expect(outcome.stdout == "" && outcome.stderr == "")
    }

    @Test func `a second demo changes no file in the output`() async throws {
        let demo = try await SharedSites.shared.demoSite()
        #expect(demo.second.status == 0)
        #expect(demo.rewritten == [])
    }

    @Test func `demo refuses the folder of a real site`() async throws {
        let site = try TestSite(settings: "site:\n  title: Mine\n")
        let outcome = try await site.run("demo", ".", "--users", "1")
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains("not a demo"))
        #expect(try site.tree().paths == [])
        #expect(try await site.run("demo", "new", "--users", "0").status == 64)
    }

    @Test func `every relative link and image leads to a file, every fragment to an id`() async throws {
        let tree = try await SharedSites.shared.demoSite().site.tree()
        var count = 0
        for page in tree.pages {
            let document = HTMLDocument(try tree.bytes(page))
            for element in document.elements {
                for address in ["href", "src"].compactMap({ element[$0] }) {
                    count += 1
                    try checkLink(address, on: page, document, tree)
                }
            }
            let ids = document.elements.compactMap { $0["id"] }
            #expect(ids.count == Set(ids).count, "a duplicate id on \(page)")
        }
        #expect(count > 1000)
    }

    private func checkLink(_ address: String, on page: String, _ document: HTMLDocument, _ tree: FileTree) throws {
        if address.hasPrefix("#") {
            let id = String(address.dropFirst())
            #expect(!document.elements(where: "id", is: id).isEmpty, "\(address) on \(page)")
            return
        }
        let parts = try #require(URLComponents(string: address), "\(address) on \(page)")
        guard parts.scheme == nil else {
            #expect(parts.scheme == "https" && parts.host?.isEmpty == false, "\(address) on \(page)")
            return
        }
        // The 404 page is served for any address, so its links cannot be relative.
        let isRooted = page == "404.html"
        #expect(parts.host == nil && address.hasPrefix("/") == isRooted, "\(address) on \(page)")
        let target = URL(filePath: "/" + page).deletingLastPathComponent().appending(path: parts.path).standardized
        let path = String(target.path(percentEncoded: false).dropFirst())
        #expect(tree.paths.contains(path), "\(address) on \(page)")
    }
}
