import Application
import Foundation
import Synchronization

/// Data of any size on stdout, in large pieces.
///
/// A write that fails is an error: half a document must not pass for a whole one.
final class StandardOutput: Sendable {
    private static let size = 1 << 16
    private let pending = Mutex<[UInt8]>([])

    func append(_ text: String) throws {
        try pending.withLock { pending in
            pending.append(contentsOf: text.utf8)
            if pending.count >= Self.size { try Self.write(&pending) }
        }
    }

    func flush() throws {
        try pending.withLock { try Self.write(&$0) }
    }

    private static func write(_ pending: inout [UInt8]) throws {
        var done = 0
        while done < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Foundation.write(1, $0 + done, bytes.count - done) } ?? 0
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = String(cString: strerror(errno))
                throw OperatingError.cannotWrite(path: "to the standard output", reason: reason)
            }
            done += count
        }
        pending.removeAll(keepingCapacity: true)
    }
}
