import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// What `data.json` says, and that it says nothing that the page does not.
@Suite struct ProfileFileTests {
    private let site = PageContext(title: "Listening", baseURL: "https://music.example/people")

    private func file(_ data: ProfileData) throws -> JSONValue {
        var buffer = HTMLBuffer()
        let model = ProfilePage.Model(data, site: site) { MarkdownRenderer.render($0, style: .bio) }
        JSONProgram(TemplateSchema(ProfileFile.self)).append(ProfileFile(model, data), to: &buffer)
        return try JSONDecoder().decode(JSONValue.self, from: Data(buffer.bytes))
    }

    @Test func `it has every part of a full page, in numbers`() throws {
        let file = try file(.full())
        #expect(
            file.keys == [
                "schema", "username", "name", "page", "profile", "portrait", "bio", "asOf", "facts", "lists", "albums",
                "days", "hours", "temperament", "months", "years", "newArtists", "decades",
            ])
        #expect(file["schema"]?.int == 1 && file["username"]?.text == "ada" && file["name"]?.text == "Ada Marlowe")
        #expect(file["page"]?.text == "https://music.example/people/ada/")
        #expect(file["bio"]?.text?.contains("*slow*") == true)
        #expect(file["lists"]?.items.map { $0["range"]?.text } == ["4 weeks", "6 months", "1 year"])
        let track = try #require(file["lists"]?.items.first?["tracks"]?.items.first)
        #expect(track["name"]?.text?.isEmpty == false && track["artists"]?.items.isEmpty == false)
        #expect(track["link"]?.text?.hasPrefix("https://open.spotify.com/track/") == true)
        #expect(file["days"]?["minutes"]?.items.count == 365 && file["hours"]?.items.count == 24)
        #expect(file["months"]?.items.count == 12)
        #expect(file["years"]?.items.map { $0["year"]?.int } == [2026, 2025, 2024])
        #expect(file["years"]?.items.first?["time"]?.text == "352 hours")
        #expect(file["albums"]?["year"]?.int == 2026 && file["albums"]?["items"]?.items.count == 5)
        #expect(file["months"]?.items.allSatisfy { $0["artist"] != nil && $0["track"] != nil } == true)
        #expect(file["months"]?.items.first?["artist"]?["amount"]?.text == "31 plays")
        #expect(file["years"]?.items.map { $0["page"]?.text } == ["2026/index.html", "2025/index.html", nil])
        #expect(file["temperament"]?["axes"]?.items.first?["ends"]?.items.map(\.text) == ["Explorer", "Replayer"])
    }

    @Test(arguments: [
        (PageSection.bio, ["bio"]), (.facts, ["facts"]), (.history, ["days"]), (.clock, ["hours"]),
        (.temperament, ["temperament"]), (.months, ["months"]), (.discoveries, ["newArtists"]),
        (.decades, ["decades"]), (.recap, ["years", "albums"]), (.tracks, ["albums"]),
    ])
    func `what the user hides is not in it`(_ section: PageSection, _ keys: [String]) throws {
        var data = try ProfileData.full()
        let whole = try file(data).keys
        data.user.hiddenSections = [section]
        #expect(try file(data).keys == whole.subtracting(keys))
    }

    @Test func `it has no list that the user hides, and no totals of years without the facts`() throws {
        var data = try ProfileData.full()
        data.user.hiddenSections = [.artists, .facts]
        let shown = try file(data)
        #expect(shown["lists"]?.items.allSatisfy { !$0.keys.contains("artists") } == true)
        #expect(shown["years"]?.items.allSatisfy { $0["time"] == nil && $0["plays"] == nil } == true)
        data.user.hiddenSections = [.artists, .tracks]
        #expect(try file(data)["lists"] == nil)
    }

    @Test(arguments: [[]] + PageSection.allCases.map { [$0] })
    func `every name, time, count and sentence in it stands on the page`(hidden: [PageSection]) throws {
        var data = try ProfileData.full()
        data.user.hiddenSections = Set(hidden)
        let page = try String(decoding: SampleSite().profile(data), as: UTF8.self)
        func texts(_ value: JSONValue, under key: String) -> [String] {
            switch value {
            case .object(let members): members.flatMap { texts($1, under: $0) }
            case .array(let items): items.flatMap { texts($0, under: key) }
            case .string(let text):
                ["asOf", "bio", "first", "month", "username", "page"].contains(key) ? [] : [text]
            default: []
            }
        }
        let file = try file(data)
        var found = Set(file.keys.filter { $0 != "newArtists" }.flatMap { texts(file[$0] ?? .null, under: $0) })
        // The page says it of a list in which something moved.
        found.subtract(["unchanged"])
        #expect(found.count > 60)
        for name in found {
            var escaped = HTMLBuffer()
            escaped.append(escaping: name)
            #expect(page.contains(String(decoding: escaped.bytes, as: UTF8.self)), "\(name)")
        }
    }

    @Test func `an unlisted user has no address in it, and a new one hardly anything`() throws {
        var data = try ProfileData.full()
        data.user.visibility = .unlisted
        #expect(try file(data)["page"] == nil)
        #expect(try file(.empty()).keys.isSubset(of: ["schema", "username", "name", "page", "asOf"]))
    }

    @Test func `names that attack are valid JSON that cannot end a script`() throws {
        let data = try ProfileData.hostile()
        let file = try file(data)
        #expect(file["name"]?.text == data.user.shownName)
        var buffer = HTMLBuffer()
        buffer.append(json: "</script>\u{2028}\u{7F}é\u{85}\u{0}\\\"€")
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        #expect(text == #""\u003c/script\u003e\u2028\u007fé\u0085\u0000\u005c\u0022€""#)
    }

    @Test func `the document lists every name`() throws {
        let address = testsFolder.appending(path: "../../docs/data.md").standardizedFileURL
        let text = try String(contentsOf: address, encoding: .utf8)
        let end = text.range(of: "## `data.json`")?.lowerBound ?? text.endIndex
        let current = text[..<end] + TemplateReference.dataMarkdown
        if ProcessInfo.processInfo.environment["RECORD_DOCS"] == "1" {
            try current.write(to: address, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/data.md; look at it, then run without RECORD_DOCS")
            return
        }
        #expect(text == current, "docs/data.md is stale; record it with RECORD_DOCS=1")
    }
}
