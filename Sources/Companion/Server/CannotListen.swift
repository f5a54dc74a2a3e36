import Foundation
import NIOCore

/// The companion's address cannot be listened on.
package struct CannotListen: Error, CustomStringConvertible {
    /// Whether another program has it, which may end.
    package var isTaken = false
    private let address: String
    private let reason: String

    init(address: String, reason error: any Error) {
        self.address = address
        switch error {
        case let error as IOError:
            isTaken = error.errnoCode == EADDRINUSE
            reason = isTaken ? "another program listens there" : String(cString: strerror(error.errnoCode))
        default: reason = "there is a file in its place that is no socket"
        }
    }

    package var description: String {
        "cannot listen on \(address): \(reason); \(isTaken ? "end it, or " : "")set 'companion.listen' to another address"
    }
}
