import ArgumentParser
import Rendering
import SiteModel
import SyncRunner

/// Says what a sync and a build came to, and what exit code that is.
enum Summary {
    /// Names each user who failed once; the rest only on a terminal.
    static func print(_ report: SyncReport, isNamed: Bool = false, _ console: Console) {
        for user in report.users {
            // What stands in everybody's way is said once, below.
            let isTold = user.problem == .gate && report.gateClosedUntil != nil
            guard let reason = user.reason, !isTold, reason != report.configurationProblem else { continue }
            console.error("\(user.username): \(reason)")
        }
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
