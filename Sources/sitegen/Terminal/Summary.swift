import ArgumentParser
import Rendering
import SiteModel
import SyncRunner

/// Reports a sync and a build, and gives their exit code.
enum Summary {
    /// Names each user who failed once; the rest only on a terminal.
    static func print(_ report: SyncReport, isNamed: Bool = false, _ terminal: Terminal) {
        for line in complaints(of: report) { terminal.error(line) }
        if let problem = report.configurationProblem { terminal.error(problem) }
        if let until = report.gateClosedUntil {
            let words =
                "Spotify asks to wait (\(report.gateReason ?? "limit")); nothing is sent until \(until.roundedUpToSeconds), "
                + "a run after that continues by itself"
            // Reported by the run that found it out: cron does not mail the same every hour.
            if report.requests > 0 || isNamed { terminal.error(words) } else { terminal.note(words) }
        }
        if report.left > 0 {
            let users = report.left == 1 ? "1 user who is due was" : "\(report.left) users who are due were"
            terminal.error("\(timeIsOver): \(users) not synced; the next run begins with them")
        }
        let plays = report.newPlays == 1 ? "1 new play" : "\(report.newPlays) new plays"
        terminal.note("Synced \(report.synced) of \(report.due) due: \(plays), \(report.requests) requests.")
    }

    private static let timeIsOver = "the time of this run is over (run.deadline)"

    /// The number of names that a line shows; the rest are in the JSON document.
    private static let mostNames = 8

    /// A line for each reason, with its users, so that an outage that hits many users is one message.
    private static func complaints(of report: SyncReport) -> [String] {
        var reasons: [String] = []
        var names: [String: [String]] = [:]
        for user in report.users {
            // A reason that concerns everybody is reported once, without names.
            let hasNothingNew = user.problem == .gate && report.gateClosedUntil != nil
            guard let reason = user.reason, !hasNothingNew, reason != report.configurationProblem else { continue }
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
    static func print(_ report: BuildReport, isDryRun: Bool, _ terminal: Terminal) {
        for page in report.pages {
            if isDryRun {
                terminal.data("\(page.path)  \(page.state.rawValue)  \(page.reason ?? "")")
            } else if let reason = page.reason {
                terminal.error("\(page.path): \(reason)")
            }
        }
        guard !isDryRun else { return }
        if report.left > 0 {
            let pages = report.left == 1 ? "1 page of a user was" : "\(report.left) pages of users were"
            terminal.error("\(timeIsOver): \(pages) not built and left as before; the next run goes on")
        }
        terminal.note(
            "Built: \(report.written) written, \(report.unchanged) unchanged, \(report.fresh) fresh, "
                + "\(report.removed) removed\(report.failed > 0 ? ", \(report.failed) failed" : "").")
    }

    /// The exit code of a run; `nil` when all is done.
    static func exitCode(sync: SyncReport?, build: BuildReport?) -> ExitCode? {
        if let build, build.failed > 0 { return .someFailed }
        switch sync?.exitReason {
        case nil, .done: return build.map { $0.left > 0 } == true ? .tryLater : nil
        case .someFailed: return .someFailed
        case .unreachable: return .unavailable
        case .tryLater: return .tryLater
        case .needsReconnect: return .needsReconnect
        case .configuration: return .configuration
        }
    }
}
