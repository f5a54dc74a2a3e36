import ShareImages
import SiteModel

/// A page that was judged, and its position among the others.
struct PageJob: Sendable {
    var slot: Int
    var page: PageSource
    var verdict: PageVerdict
    var file: FileStatus?

    /// The step that a dry run reports.
    var planned: Step {
        let reason = page.fingerprint == nil ? "would be deleted: " : "would be rendered: "
        return .done(
            .init(
                path: page.path.rawValue, state: verdict.state, reason: reason + verdict.description, verdict: verdict),
            .planned)
    }
}

/// What happened to a page, on its way to the report.
enum Step: Sendable {
    case done(BuildReport.Page, BuildReport.Outcome)
    case staged(StagedPage, PageJob)

    static func removed(_ path: SitePath) -> Step { .done(.init(path: path.rawValue, state: .hidden), .removed) }

    static func failed(_ path: SitePath, _ state: PageState, _ error: (any Error)?) -> Step {
        .done(.init(path: path.rawValue, state: state, reason: error.map { "\($0)" }), .failed)
    }

    /// A picture that cannot be drawn for want of a library or a font is no failure: `status` names what is missing.
    static func afterError(_ error: any Error, of job: PageJob) -> Step {
        let (path, state) = (job.page.path, job.verdict.state)
        guard case ShareImageError.missing = error else { return .failed(path, state, error) }
        return .done(.init(path: path.rawValue, state: state), .unchanged)
    }

    var staged: StagedPage? {
        guard case .staged(let page, _) = self else { return nil }
        return page
    }

    /// The job whose page was staged.
    var job: PageJob? {
        guard case .staged(_, let job) = self else { return nil }
        return job
    }
}
