import ArgumentParser
import Rendering
import SiteModel
import SyncRunner

/// Says what a sync and a build came to, and what exit code that is.
enum Summary {
    /// Names each user who failed once; the rest only on a terminal.
    static func print(_ report: SyncReport, isNamed: Bool = false, _ console: Console) {
        for line in complaints(of: report) { console.error(line) }
        if let problem = report.configurationProblem { console.error(problem) }
        if let until = report.gateClosedUntil {
            let words =
                "Spotify asks to wait (\(report.gateReason ?? "limit")); nothing is sent until \(until.roundedUpToSeconds), "
                + "a run after that continues by itself"
            // News in the run that found it out: cron does not mail the same every hour.
            if report.requests > 0 || isNamed { console.error(words) } else { console.note(words) }
        }
        let plays = report.newPlays == 1 ? "1 new play" : "\(report.newPlays) new plays"
        console.note("Synced \(report.synced) of \(report.due) due: \(plays), \(report.requests) requests.")
    }

    /// So many names tell whom it is about; the rest are in the JSON document.
    private static let mostNames = 8

    /// A line for each reason, with the users it was met by: an outage is one piece of news, however many it hits.
    private static func complaints(of report: SyncReport) -> [String] {
        var reasons: [String] = []
        var names: [String: [String]] = [:]
        for user in report.users {
            // What stands in everybody's way is said once, without names.
            let isTold = user.problem == .gate && report.gateClosedUntil != nil
            guard let reason = user.reason, !isTold, reason != report.configurationProblem else { continue }
            if names[reason] == nil { reasons.append(reason) }
            names[reason, default: []].append(user.username)
        }
        return reasons.map { reason in
            let all = names[reason] ?? []
            let rest = all.count - mostNames
            return all.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "") + ": \(reason)"
        }
    }

    /// Names each page that failed once; the rest only on a terminal.
    static func print(_ report: BuildReport, isDryRun: Bool, _ console: Console) {
        for page in report.pages {
            if isDryRun {
                console.data("\(page.path)  \(page.state.rawValue)  \(page.reason ?? "")")
            } else if let reason = page.reason {
                console.error("\(page.path): \(reason)")
            }
        }
        guard !isDryRun else { return }
        console.note(
            "Built: \(report.written) written, \(report.unchanged) unchanged, \(report.fresh) fresh, "
                + "\(report.removed) removed\(report.failed > 0 ? ", \(report.failed) failed" : "").")
    }

    /// The exit code of a run; `nil` when all is done.
    static func exitCode(sync: SyncReport?, build: BuildReport?) -> ExitCode? {
        if let build, build.failed > 0 { return .someFailed }
        switch sync?.exitReason {
        case nil, .done: return nil
        case .someFailed: return .someFailed
        case .unreachable: return .unavailable
        case .tryLater: return .tryLater
        case .needsReconnect: return .needsReconnect
        case .configuration: return .configuration
        }
    }
}
