import Foundation

/// A reader of what strangers send: it has to take any bytes without a crash, without a hang and in bounded memory.
///
/// What it must never do, such as pass on a script, is a precondition, so that a fuzzer finds it as a crash.
package struct FuzzTarget: Sendable {
    /// The name on the command line, and of its folder in the corpus.
    package let name: String
    /// Reads bytes.
    package let read: @Sendable (_ bytes: [UInt8]) async -> Void

    /// All of them.
    package static let all: [FuzzTarget] = [answers, history, zips, templates, markdown, settings, requests, listings]
}

/// Lends the path of a file with some bytes, for what reads files alone.
func withFile(_ bytes: [UInt8], _ body: (_ path: String) -> Void) {
    var path = Array(
        FileManager.default.temporaryDirectory.appending(path: "sitegen-fuzz-XXXXXX").path(percentEncoded: false)
            .utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return }
    defer {
        close(file)
        unlink(path)
    }
    guard bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else { return }
    body(path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" })
}
