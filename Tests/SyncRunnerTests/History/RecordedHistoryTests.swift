import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

/// Reads a real history file, if the machine has one; it is not part of the project.
@Suite struct RecordedHistoryTests {
    static let path = Recorded.folder.deletingLastPathComponent()
        .appending(path: "exports/koito-Streaming_History_Audio.json").path(percentEncoded: false)

    @Test(.enabled(if: FileManager.default.fileExists(atPath: path)))
    func `every row of a recorded history file is understood`() async throws {
        let (store, _, _) = try await emptyStore()
        let report = try await ImportRunner(store: store, clock: .fixed(.sample)).run(files: [Self.path], user: "ada")
        #expect(report.rows == 39 && report.failureCount == 0)
        #expect(report.newPlays + report.knownPlays + report.leftOut.values.reduce(0, +) == 39)
        #expect(report.newPlays > 5)
    }
}
