import Foundation

/// The site of `sitegen demo`, and what a second `demo` did to it.
struct DemoSite: Sendable {
    static let users = 13

    var site: TestSite
    var first: Program.Outcome
    var second: Program.Outcome
    /// What the second one wrote: paths in the output whose file is new, changed or gone.
    var rewritten: [String]

    /// Each user's zone has its own midnight, at which the page changes: a demo over one is made again.
    static func make() async throws -> DemoSite {
        while true {
            let site = try TestSite()
            let first = try await site.run("demo", ".", "--users", "\(users)").succeeds()
            let before = try site.tree().stamps()
            let dates = try localDates(site)
            let second = try await site.run("demo", ".", "--users", "\(users)")
            let after = try site.tree().stamps()
            guard try localDates(site) == dates else { continue }
            let paths = Set(before.keys).union(after.keys)
            return DemoSite(
                site: site, first: first, second: second, rewritten: paths.filter { before[$0] != after[$0] }.sorted())
        }
    }

    private static func localDates(_ site: TestSite) throws -> [Int] {
        let now = Date()
        return try site.stored("SELECT timeZone FROM user ORDER BY id", as: String.self).map { name in
            (Int(now.timeIntervalSince1970) + (TimeZone(identifier: name)?.secondsFromGMT(for: now) ?? 0)) / 86_400
        }
    }
}
