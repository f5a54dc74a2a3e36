import Foundation
import SpotifySimulator
import TestSupport
import Testing

/// Builds killed at any moment, as by a power cut: visitors see only whole pages, and the next run continues.
@Suite(.timeLimit(.minutes(20))) struct KillTests {
    @Test func `a build killed fifty times leaves only whole pages, and the next runs finish it`() async throws {
        try await RunningSpotify.withTenUsers { _, site in
            // A longer build can be killed at more moments.
            try site.doubleUsersTwice()
            let before = try await Version(site, "before", mark: "first edition")
            let after = try await Version(site, "after", mark: "second edition")
            #expect(before.files != after.files)
            // Builds the two versions in turn, killed each time at a random moment.
            let versions = [after, before]
            var dice = SeededNumbers(seed: 20_261_122)
            var endings = (killed: 0, done: 0)
            var mixtures = 0
            var duration = Duration.zero
            for version in versions { duration = try await version.build(site) }
            for round in 0..<50 {
                let version = versions[round % 2]
                let program = try site.start(version.arguments)
                // A real delay, because this test is about time.
                try await Task.sleep(for: duration * Double.random(in: 0.02...1.02, using: &dice))
                program.killAtOnce()
                if await program.ended().status == 0 { endings.done += 1 } else { endings.killed += 1 }
                if try check(site.tree(), before, after) { mixtures += 1 }
                // Every tenth round starts from a state that complete runs have left.
                if round % 10 == 9 { try await converges(site, to: version) }
                if Bool.random(using: &dice) { duration = try await repairs(site, to: version) }
            }
            try await converges(site, to: versions[1])
            // Otherwise the kills were not spread over the build, and the test shows nothing.
            #expect(endings.killed >= 25, "\(endings), \(mixtures) caught between")
            #expect(mixtures >= 5, "\(endings), \(mixtures) caught between")
        }
    }

    @Test func `a run killed while it syncs loses no play and counts none twice`() async throws {
        try await RunningSpotify.withTenUsers { spotify, site in
            for account in spotify.simulator.accounts { try spotify.play(7, for: account.suggestedUsername) }
            let undisturbed = try TestSite(spotify, copyOf: site)
            for site in [site, undisturbed] { try site.turnBack(by: 25 * 3600) }
            let start = ContinuousClock.now
            try await undisturbed.start(["run"]).ended().succeeds()
            let duration = ContinuousClock.now - start
            var dice = SeededNumbers(seed: 1122)
            for _ in 0..<12 {
                let program = try site.start(["run"])
                try await Task.sleep(for: duration * Double.random(in: 0.1...0.7, using: &dice))
                program.killAtOnce()
                _ = await program.ended()
            }
            try await site.run("run").succeeds()
            #expect(try site.allPlays() == undisturbed.allPlays())
            // A kill can leave a temperament unmeasured until the next local day; here both sites measure at once.
            for site in [site, undisturbed] {
                try site.deleteTemperaments()
                try site.turnBack(by: 14_400)
                try await site.run("run").succeeds()
            }
            #expect(try site.tree().contents() == undisturbed.tree().contents())
        }
    }

    /// The templates of one version, and the complete site that they give.
    private struct Version {
        var arguments: [String]
        var files: [String: Data] = [:]

        init(_ site: TestSite, _ name: String, mark: String) async throws {
            arguments = ["build", "--templates", name]
            try copyTemplates(to: site, as: name)
            for file in ["profile.mustache", "directory.mustache", "page.mustache", "404.mustache"] {
                let text = try String(contentsOfFile: site.path + "/\(name)/\(file)", encoding: .utf8)
                try site.write(text + "<!-- \(mark) -->\n", to: "\(name)/\(file)")
            }
            let styles = try String(contentsOfFile: site.path + "/\(name)/assets/site.css", encoding: .utf8)
            try site.write(styles + "/* \(mark) */\n", to: "\(name)/assets/site.css")
            try await build(site)
            // The second build deletes assets that no page uses any more.
            try await build(site)
            files = try site.tree().contents()
        }

        /// Builds without a kill and without waiting for the turnstile, because the build is timed.
        @discardableResult
        func build(_ site: TestSite) async throws -> Duration {
            let start = ContinuousClock.now
            try await site.start(arguments).ended().succeeds()
            return ContinuousClock.now - start
        }
    }

    /// Fails the test unless each file belongs to one of the versions and every asset that a page uses exists.
    ///
    /// - Returns: Whether there are files of both versions.
    private func check(_ tree: FileTree, _ before: Version, _ after: Version) throws -> Bool {
        var editions: Set<String> = []
        for path in tree.paths where !isStaged(path) {
            let bytes = try tree.bytes(path)
            let (old, new) = (before.files[path], after.files[path])
            #expect(bytes == old || bytes == new, "\(path) is neither old nor new")
            if old != new { editions.insert(bytes == old ? "old" : "new") }
            if path.hasSuffix(".html") {
                for address in HTMLDocument(bytes).elements("link").compactMap({ $0["href"] })
                where address.hasPrefix("../assets/") || address.hasPrefix("assets/") {
                    let asset = address.replacingOccurrences(of: "../", with: "")
                    #expect(tree.paths.contains(asset), "\(path) refers to \(asset), which does not exist")
                }
            }
        }
        let lost = Set(before.files.keys).intersection(after.files.keys).subtracting(tree.paths)
        #expect(lost.filter { !$0.hasSuffix(".gz") } == [])
        return editions.count == 2
    }

    /// Builds once, after which every page belongs to this version.
    ///
    /// - Returns: How long the build took, which depends on the other tests that run at the same time.
    private func repairs(_ site: TestSite, to version: Version) async throws -> Duration {
        let duration = try await version.build(site)
        let tree = try site.tree()
        for path in version.files.keys { #expect(try tree.bytes(path) == version.files[path], "\(path)") }
        #expect(tree.paths.filter(isStaged) == [])
        return duration
    }

    /// Builds until the site equals that of a build without a kill, and checks that another build writes nothing.
    private func converges(_ site: TestSite, to version: Version) async throws {
        try await version.build(site)
        try await version.build(site)
        let tree = try site.tree()
        let contents = try tree.contents()
        #expect(contents.keys.sorted() == version.files.keys.sorted())
        #expect(contents.keys.filter { contents[$0] != version.files[$0] }.sorted() == [])
        let stamps = try tree.stamps()
        try await version.build(site)
        #expect(try site.tree().stamps() == stamps)
    }

    private func isStaged(_ path: String) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
