import Foundation
import Testing

/// Compares bytes with the file `__Snapshots__/<name>`.
///
/// `RECORD_SNAPSHOTS=1` writes the file and fails, so that a recording never passes for a test; a missing file fails.
func expectSnapshot(
    _ bytes: [UInt8], named name: String, testsFolder: URL = testsFolder,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = testsFolder.appending(path: "__Snapshots__").appending(path: name)
    let path = file.path(percentEncoded: false)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        Issue.record("recorded \(name); look at it, then run without RECORD_SNAPSHOTS", sourceLocation: sourceLocation)
        return
    }
    guard let expected = FileManager.default.contents(atPath: path) else {
        Issue.record("there is no \(path); record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
        return
    }
    guard [UInt8](expected) != bytes else { return }
    let lines = firstDifference(String(decoding: expected, as: UTF8.self), String(decoding: bytes, as: UTF8.self))
    Issue.record("\(name) is another page now: \(lines)", sourceLocation: sourceLocation)
}

/// The folder of these tests: snapshots are read where they are reviewed.
let testsFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

/// The first line that differs, as both have it, short enough for a log.
private func firstDifference(_ expected: String, _ found: String) -> String {
    let (old, new) = (
        expected.split(separator: "\n", omittingEmptySubsequences: false),
        found.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let index = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    func line(_ lines: [Substring]) -> String { lines.indices.contains(index) ? String(lines[index].prefix(300)) : "" }
    return "line \(index + 1)\n- \(line(old))\n+ \(line(new))"
}
