import Foundation
import Synchronization

/// A terminal that the program writes to and the test reads.
final class Terminal: Sendable {
    /// The side of the terminal that the program uses.
    let end: FileHandle
    private let screen: Int32
    private let shown = Mutex(Data())

    init() throws {
        var (screen, descriptor): (Int32, Int32) = (-1, -1)
        guard openpty(&screen, &descriptor, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
        self.screen = screen
        end = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit { close(screen) }

    /// The text on the screen so far, escape sequences included.
    func text() -> String {
        shown.withLock { shown in
            var bytes = [UInt8](repeating: 0, count: 4096)
            _ = fcntl(screen, F_SETFL, O_NONBLOCK)
            while true {
                let count = read(screen, &bytes, bytes.count)
                guard count > 0 else { return String(decoding: shown, as: UTF8.self) }
                shown += bytes.prefix(count)
            }
        }
    }

    /// Types a line, as a person does at the keyboard.
    func type(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(screen, bytes, bytes.count)
    }
}
