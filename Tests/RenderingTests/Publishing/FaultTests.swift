import Foundation
import Testing

@testable import Rendering
@testable import SiteModel

/// Fails a build at each of its calls, in each way, and checks what visitors would see and what the next run does.
@Suite struct FaultTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        var name: String
        var before: [TestPage]
        var after: [TestPage]
        var precompressionBefore = Precompression.gzip
        var precompressionAfter = Precompression.gzip
        var losesManifest = false
        var testDescription: String { name }
    }

    private static let long = String(repeating: "<p>one and the same</p>", count: 40)
    private static let pages = [
        TestPage("index.html", "directory"), TestPage("ada/index.html", long + "ada"),
        TestPage("bob/index.html", "bob"),
        TestPage("eve/index.html", "eve"), TestPage("robots.txt", "all"), TestPage("art.png", "not text"),
    ]
    private static let newPages = [
        TestPage("index.html", "directory, new"), TestPage("ada/index.html", long + "ADA"),
        TestPage("bob/index.html", "bob"),
        TestPage("eve/index.html", nil), TestPage("robots.txt", "all"), TestPage("art.png", "not TEXT"),
        TestPage("fay/index.html", "fay"),
    ]
    private static func crowd(_ version: String) -> [TestPage] {
        (0..<9).map { TestPage("user-\($0)/index.html", "\(version) \($0)") }
    }

    static let scenarios = [
        Scenario(name: "first build", before: [], after: pages),
        Scenario(name: "pages change, one is hidden, one is new", before: pages, after: newPages),
        Scenario(name: "more pages than are synced one by one", before: crowd("old"), after: crowd("new")),
        Scenario(name: "compression is switched off", before: pages, after: newPages, precompressionAfter: .none),
        Scenario(name: "compression is switched on", before: pages, after: newPages, precompressionBefore: .none),
        Scenario(name: "the store was lost", before: pages, after: pages, losesManifest: true),
    ]

    @Test(arguments: scenarios, Faults.Mode.allCases)
    func `whichever call fails, every page is complete, and the next run repairs the site`(
        _ scenario: Scenario, _ mode: Faults.Mode
    ) async throws {
        var position = 0
        while true {
            position += 1
            let site = try TemporarySite()
            try await site.build(scenario.before, scenario.precompressionBefore)
            if scenario.losesManifest { site.loseManifest() }

            let faults = Faults(mode, at: position)
            // The build may report the fault or stop, depending on the call; only the disk matters.
            _ = try? await site.build(scenario.after, scenario.precompressionAfter, faults: faults)
            expectWhole(site, scenario, mode, position)
            try expectHonest(site, scenario, position)
            // Pages have to be found even if their user is removed now.
            if !scenario.losesManifest { expectKnown(site, position) }

            // The next run is a second later.
            let later = TemporarySite.noon + .seconds(1)
            let repair = try await site.build(scenario.after, scenario.precompressionAfter, now: later)
            #expect(repair.failed == 0, "call \(position)")
            #expect(try site.contents() == expected(scenario), "call \(position)")
            try expectEven(site, scenario, position)

            let idle = Faults()
            try await site.build(scenario.after, scenario.precompressionAfter, now: later, faults: idle)
            // Nothing hidden is left to look for; each other page is looked at once.
            let looks = idle.calls - idle.writes
            #expect(idle.writes == 0 && looks <= 2 * scenario.after.count + 1, "call \(position)")
            guard faults.isHit else { break }
        }
        #expect(position > 20)
    }

    @Test(arguments: Faults.Mode.allCases)
    func `changing a setting back after a fault leaves no page of another version`(_ mode: Faults.Mode) async throws {
        let old = [TestPage("ada/index.html", "shown")]
        var position = 0
        while true {
            position += 1
            let site = try TemporarySite()
            try await site.build(old)
            let faults = Faults(mode, at: position)
            _ = try? await site.build([TestPage("ada/index.html", "a slip of the tongue")], faults: faults)
            try await site.build(old, now: TemporarySite.noon + .seconds(2))
            #expect(site.text("ada/index.html") == "shown", "call \(position)")
            #expect(try site.bytes("ada/index.html.gz") == GzipEncoder.variant(of: "shown"), "call \(position)")
            guard faults.isHit else { break }
        }
        #expect(position > 10)
    }

    @Test(arguments: Faults.Mode.allCases)
    func `a page is deleted if its user is removed after a fault`(_ mode: Faults.Mode) async throws {
        var position = 0
        while true {
            position += 1
            let site = try TemporarySite()
            let faults = Faults(mode, at: position)
            _ = try? await site.build([TestPage("ada/index.html", "hello")], faults: faults)
            // Only the manifest is left of the user.
            try await site.build(site.manifest.keys.sorted().map { TestPage($0, nil) })
            #expect(site.files() == [] && site.manifest.isEmpty, "call \(position)")
            guard faults.isHit else { break }
        }
        #expect(position > 10)
    }

    /// Every page and every variant is from one of the two runs, or missing.
    private func expectWhole(_ site: TemporarySite, _ scenario: Scenario, _ mode: Faults.Mode, _ position: Int) {
        for path in Set((scenario.before + scenario.after).map(\.path)).sorted() {
            let versions = (scenario.before + scenario.after).filter { $0.path == path }.compactMap(\.text)
            if let text = site.text(path) {
                #expect(versions.contains(text), "\(path) after call \(position)")
            } else {
                // A page that existed and is not hidden is never missing.
                let wasThere = scenario.before.contains { $0.path == path && $0.text != nil }
                let stays = scenario.after.contains { $0.path == path && $0.text != nil }
                #expect(!(wasThere && stays), "\(path) is gone after call \(position)")
            }
            if let variant = site.bytes(path + ".gz") {
                let whole = versions.contains { (try? GzipEncoder.variant(of: $0)) == variant }
                #expect(whole, "\(path).gz after call \(position)")
                // Unless the process ends, a page and its variant are of the same version.
                if mode != .crash, let text = site.text(path) {
                    #expect((try? GzipEncoder.variant(of: text)) == variant, "\(path).gz after call \(position)")
                }
            }
        }
    }

    /// A record that matches a file in size and time is right about it and about its variant.
    private func expectHonest(_ site: TemporarySite, _ scenario: Scenario, _ position: Int) throws {
        for record in site.manifest.values {
            guard let status = try site.status(record.path), status.matches(record) else { continue }
            let bytes = try #require(site.bytes(record.path))
            #expect(Fingerprint.digest(of: bytes) == record.contentHash, "\(record.path) after call \(position)")
            if let variant = site.bytes(record.path + ".gz") {
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(try GzipEncoder.variant(of: text) == variant, "\(record.path).gz after call \(position)")
            }
        }
    }

    /// The manifest lists every file that may be there.
    private func expectKnown(_ site: TemporarySite, _ position: Int) {
        for path in site.files() where !path.contains(".sitegen-stag") {
            let page = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
            #expect(site.record(page) != nil, "\(path) after call \(position)")
        }
    }

    /// Pages and variants have the same time, as the next run assumes.
    private func expectEven(_ site: TemporarySite, _ scenario: Scenario, _ position: Int) throws {
        let publisher = site.publisher(scenario.precompressionAfter)
        for page in scenario.after where page.text != nil {
            let status = try #require(try site.status(page.path))
            #expect(try publisher.hasEvenVariant(SitePath(page.path), page: status), "call \(position)")
        }
    }

    private func expected(_ scenario: Scenario) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for page in scenario.after {
            guard let text = page.text else { continue }
            files[page.path] = Array(text.utf8)
            if scenario.precompressionAfter == .gzip, try SitePath(page.path).isText {
                files[page.path + ".gz"] = try GzipEncoder.variant(of: text)
            }
        }
        return files
    }
}
