import Application
import Rendering
import SiteModel
import SyncRunner

extension StatusReport {
    /// For a person: the first line says whether to read on.
    var lines: [String] {
        var lines = [headline]
        if attention.count > 1 { lines += attention.map { "  \($0.message)" } }
        if !users.isEmpty { lines += [""] + Table.lines([Self.columns] + users.map(row)) }
        return lines + [""] + Table.lines(site)
    }

    private var headline: String {
        switch attention.count {
        case 0: "All well."
        case 1: "To do: \(attention[0].message)"
        default: "\(attention.count) things to do: \(summary)"
        }
    }

    /// What there is to do, by kind, when each on its own would be a long line.
    private var summary: String {
        Attention.Kind.allCases.compactMap { kind in
            let count = attention.count { $0.kind == kind }
            guard count > 0 else { return nil }
            return switch kind {
            case .pages: "\(count) about pages"
            case .needsReconnect: "\(count) to connect again"
            case .configuration: "\(count) to put right in settings or dashboard"
            case .images: "share images"
            case .gateClosed: "Spotify's limit"
            case .authorizationEnding: "\(count) \(count == 1 ? "authorization ends" : "authorizations end")"
            case .overdue: "\(count) not synced for too long"
            }
        }.joined(separator: ", ")
    }

    private static let columns = ["USER", "LAST SYNC", "LAST ERROR", "GAPS (30 DAYS)", "AUTHORIZATION"]

    private func row(_ user: User) -> [String] {
        let failure = user.lastFailure.map { failure in
            // One that was got over is history, and looks like it.
            user.isFailing
                ? failure.errorWord ?? "failed" : "(\(failure.errorWord ?? "failed"), \(at.since(failure.at).ago))"
        }
        return [
            user.username.rawValue, user.lastSuccessAt.map { at.since($0).ago } ?? "never", failure ?? "none",
            user.gaps == 0 ? "none" : "\(user.gaps) (\(max(1, user.gapLength.components.seconds / 3600)) h)",
            authorization(user),
        ]
    }

    private func authorization(_ user: User) -> String {
        guard let term = user.term else { return "not connected" }
        if user.connection == .needsReconnect { return "connect again" }
        return term.endsAt <= at ? "ended" : "ends in \(term.daysLeft(at: at)) days"
    }

    private var site: [[String]] {
        let gate = gate.map { "closed until \($0.notBefore.roundedUpToSeconds): \($0.reason.printable)" } ?? "open"
        let run = run.map { "under way\($0.process.map { " (process \($0))" } ?? "")" } ?? "none under way"
        return [["Spotify", gate], ["Pages", pageWords], ["Images", imageWords], ["Run", run]]
    }

    private var imageWords: String {
        guard images.hasAddress else { return "none, because links to them need site.baseURL" }
        if images.isPrevented { return "none: \(images.missing.joined(separator: ", ")) is not installed" }
        let pages =
            switch images.choice {
            case .none: "none"
            case .recap: "of recap pages"
            case .all: "of all pages"
            }
        guard !images.missing.isEmpty else { return pages }
        return "\(pages), without names that need \(images.missing.joined(separator: " or "))"
    }

    private var pageWords: String {
        guard let pages else { return "not judged" }
        let stale = [PageState.missing, .changed, .expired, .hidden].compactMap { state in
            pages[state].flatMap { $0 > 0 ? "\($0) \(state == .hidden ? "to delete" : state.rawValue)" : nil }
        }
        return (["\(pages[.fresh] ?? 0) fresh"] + stale).joined(separator: ", ")
    }
}
