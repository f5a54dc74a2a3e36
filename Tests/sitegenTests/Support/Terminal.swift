import Foundation

/// A terminal as a program sees one, with the test in front of it.
final class Terminal: Sendable {
    /// What the program writes to.
    let end: FileHandle
    private let screen: Int32

    init() throws {
        var (screen, descriptor): (Int32, Int32) = (-1, -1)
        guard openpty(&screen, &descriptor, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
        self.screen = screen
        end = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit { close(screen) }

    /// What stands on the screen by now, escape sequences included; each byte is given once.
    func text() -> String {
        var text = Data()
        var bytes = [UInt8](repeating: 0, count: 4096)
        _ = fcntl(screen, F_SETFL, O_NONBLOCK)
        while true {
            let count = read(screen, &bytes, bytes.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += bytes.prefix(count)
        }
    }
}
