import Foundation
import TestSupport

/// The site made by `sitegen demo --hostile`, and what a second `demo` changed in it.
struct DemoSite: Sendable {
    static let users = 13

    var site: TestSite
    var first: Program.Outcome
    var second: Program.Outcome
    /// The paths in the output that the second demo added, changed or deleted.
    var rewritten: [String]

    /// Makes the demo; starts over if midnight passed in a user's time zone, since pages change then.
    static func make() async throws -> DemoSite {
        while true {
            let site = try TestSite()
            let first = try await site.run("demo", ".", "--users", "\(users)", "--hostile").succeeds()
            let before = try site.tree().stamps()
            let dates = try localDates(site)
            let second = try await site.run("demo", ".", "--users", "\(users)", "--hostile")
            let after = try site.tree().stamps()
            guard try localDates(site) == dates else { continue }
            let paths = Set(before.keys).union(after.keys)
            return DemoSite(
                site: site, first: first, second: second, rewritten: paths.filter { before[$0] != after[$0] }.sorted())
        }
    }

    private static func localDates(_ site: TestSite) throws -> [Int] {
        let now = Date()
        return try site.timeZones().map { name in
            (Int(now.timeIntervalSince1970) + (TimeZone(identifier: name)?.secondsFromGMT(for: now) ?? 0)) / 86_400
        }
    }
}
