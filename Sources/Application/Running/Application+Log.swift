import Logging
import Rendering
import SyncRunner

/// What a run has done, in the log; what each user's sync has done, its steps tell.
extension Application {
    /// Writes a line for the sync.
    func log(_ report: SyncReport) {
        logger.info(
            "sync done",
            metadata: [
                "due": .stringConvertible(report.due), "synced": .stringConvertible(report.synced),
                "failed": .stringConvertible(report.failed), "left": .stringConvertible(report.left),
                "newPlays": .stringConvertible(report.newPlays), "requests": .stringConvertible(report.requests),
            ])
    }

    /// Writes a line for each page that was not fresh, and one for the build.
    func log(_ report: BuildReport) {
        for page in report.pages where logger.logLevel <= .info {
            var metadata: Logger.Metadata = [
                "path": "\(page.path)", "state": "\(page.state.rawValue)", "written": .stringConvertible(page.written),
                "bytes": .stringConvertible(page.bytes),
            ]
            if let reason = page.reason { metadata["reason"] = "\(reason)" }
            logger.info("page built", metadata: metadata)
        }
        logger.info(
            "build done",
            metadata: [
                "written": .stringConvertible(report.written), "unchanged": .stringConvertible(report.unchanged),
                "fresh": .stringConvertible(report.fresh), "removed": .stringConvertible(report.removed),
                "failed": .stringConvertible(report.failed), "left": .stringConvertible(report.left),
            ])
    }
}
