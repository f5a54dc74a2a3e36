import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// The demo's listeners with hostile names, checked with an HTML5 parser.
@Suite(.timeLimit(.minutes(20))) struct HostileNamesTests {
    /// The last users of the demo, after nine others.
    private static let users = ["bobby", "quote", "layla", "lengthy"]

    @Test func `no demo page contains anything executable`() async throws {
        let tree = try await SharedSites.shared.demoSite().site.tree()
        for path in tree.pages {
            let document = HTMLDocument(try tree.bytes(path))
            for tag in ["script", "iframe", "object", "embed", "base", "form", "link", "style"] {
                let found = document.elements(tag)
                if tag == "link" {
                    #expect(
                        found.allSatisfy { ["stylesheet", "icon", "canonical", "alternate"].contains($0["rel"]) },
                        "\(path)")
                } else if tag == "script" {
                    // Data for search engines, which browsers do not run; it must be valid JSON.
                    for script in found {
                        #expect(script.attributes.map(\.name) == ["type"], "\(path)")
                        #expect(script["type"] == "application/ld+json", "\(path)")
                        #expect(throws: Never.self, "\(path)") {
                            try JSONDecoder().decode(JSONValue.self, from: Data(script.text.utf8))
                        }
                    }
                } else {
                    #expect(found.isEmpty, "\(tag) on \(path)")
                }
            }
            for attribute in document.attributes {
                #expect(!attribute.name.hasPrefix("on"), "\(attribute) on \(path)")
                #expect(attribute.name != "srcdoc", "\(attribute) on \(path)")
                #expect(attribute.name != "style", "\(attribute) on \(path)")
                guard ["href", "src", "action", "formaction", "xlink:href"].contains(attribute.name) else { continue }
                let scheme = attribute.value.lowercased().prefix { $0 != "/" && $0 != "#" && $0 != "?" }
                #expect(!scheme.contains(":") || scheme == "https:", "\(attribute) on \(path)")
            }
        }
    }

    @Test func `hostile names add no elements or attributes to a page`() async throws {
        let demo = try await SharedSites.shared.demoSite()
        let tame = try TestSite(copyOf: demo.site)
        try tame.tameNames()
        try await tame.run("build", "--force").succeeds()
        let (hostile, plain) = (try demo.site.tree(), try tame.tree())
        #expect(hostile.paths == plain.paths)
        var differing = 0
        for path in hostile.pages {
            let (bytes, plainBytes) = (try hostile.bytes(path), try plain.bytes(path))
            if bytes != plainBytes { differing += 1 }
            var (left, right) = (census(HTMLDocument(bytes)), census(HTMLDocument(plainBytes)))
            // The directory is sorted by name, and each of its lines has its own drawing.
            if path == "index.html" { (left, right) = (left.sorted(), right.sorted()) }
            #expect(left == right, "\(path)")
        }
        #expect(differing >= Self.users.count)
    }

    @Test(arguments: Self.users)
    func `a hostile user name is shown as text in heading and directory`(user: String) async throws {
        let site = try await SharedSites.shared.demoSite().site
        let shown = try await site.run("user", "show", user, "--json").succeeds().stdout
        let name = try #require(try JSONDecoder().decode(JSONValue.self, from: Data(shown.utf8))["displayName"]?.text)
        let account = try #require(
            SharedSites.demoAccounts.first { $0.suggestedUsername == user }?.displayName, "no listener \(user)")
        // Control characters are removed; everything else is as Spotify sent it.
        let isKept: (Unicode.Scalar) -> Bool = { $0.value > 0x20 && $0.value != 0x7F }
        #expect(name.unicodeScalars.filter(isKept).elementsEqual(account.unicodeScalars.filter(isKept)))
        let document = HTMLDocument(try site.page(of: user))
        let heading = try #require(document.elements("h1").first)
        #expect(Array(heading.text.unicodeScalars) == Array(name.unicodeScalars))
        let directory = HTMLDocument(try site.tree().bytes("index.html"))
        let link = try #require(directory.elements("a").first { $0["href"] == user + "/index.html" })
        #expect(Array(link.text.unicodeScalars) == Array(name.unicodeScalars))
    }

    @Test func `hostile track names are shown as text`() async throws {
        let site = try await SharedSites.shared.demoSite().site
        let tree = try site.tree()
        for user in Self.users {
            let names = try site.topTrackNames(of: user, limit: 20)
            #expect(!names.isEmpty)
            let document = HTMLDocument(try tree.bytes(user + "/index.html"))
            let texts = document.elements("bdi").map { Array($0.text.unicodeScalars) }
            for name in names { #expect(texts.contains(Array(name.unicodeScalars)), "\(name) on \(user)") }
        }
    }

    @Test func `a hostile bio is shown as text, without scripts, links and images`() async throws {
        let site = try await SharedSites.shared.demoSite().site
        let bio = try #require(HTMLDocument(try site.page(of: "bobby")).elements(class: "bio").first)
        #expect(bio.elements("script").isEmpty)
        #expect(bio.elements("b").isEmpty)
        #expect(bio.text.contains("<script>alert('bio')</script>"))
        #expect(bio.elements("a").isEmpty)
        let quote = try #require(HTMLDocument(try site.page(of: "quote")).elements(class: "bio").first)
        #expect(quote.text.contains("{{{bio}}}"))
        #expect(quote.elements("img").isEmpty)
    }

    /// The element tree as indented lines with attribute names; the content of bios is left out.
    private func census(_ document: HTMLDocument) -> [String] {
        var lines: [String] = []
        func walk(_ element: HTMLElement, depth: Int) {
            let names = element.attributes.map(\.name).sorted().joined(separator: " ")
            lines.append(String(repeating: " ", count: depth) + element.tag + " " + names)
            guard !element.classes.contains("bio") else { return }
            for child in element.elements { walk(child, depth: depth + 1) }
        }
        walk(document.root, depth: 0)
        return lines
    }
}
