import Rendering

extension Attention {
    /// Pages that visitors still find although their users have hidden them.
    static func pages(stillShown paths: [String]) -> [Attention] {
        guard let named = named(paths) else { return [] }
        let message = "hidden but still on the disk: \(named); sitegen build says what keeps it there"
        return [Attention(kind: .pages, user: nil, message: message)]
    }

    /// Problems that a dry run found and that no build can solve.
    static func pages(_ dryRun: BuildReport) -> [Attention] {
        var found: [Attention] = []
        // Only a page that could not be looked at has no verdict.
        let blocked = dryRun.pages.filter { $0.verdict == nil }
        if let first = blocked.first, let named = named(blocked.map(\.path)) {
            let message = "\(named) cannot be looked at: \(first.reason ?? "unknown reason")"
            found.append(Attention(kind: .pages, user: nil, message: message))
        }
        if let named = named(dryRun.pages.filter { $0.verdict == .unrecorded }.map(\.path)) {
            let message = "no build has recorded \(named): sitegen build, and move away the files that it names"
            found.append(Attention(kind: .pages, user: nil, message: message))
        }
        return found
    }

    /// The first of some paths and how many more there are; `nil` for none.
    private static func named(_ paths: [String]) -> String? {
        guard let first = paths.first else { return nil }
        return paths.count == 1 ? "'\(first)'" : "'\(first)' and \(paths.count - 1) more"
    }
}
