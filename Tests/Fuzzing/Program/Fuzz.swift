import Dispatch
import Foundation
import FuzzTargets
import Synchronization

/// `fuzz TARGET [OPTION…] [FOLDER…]`, with the options of libFuzzer.
@main
enum Fuzz {
    private static let chosen = Mutex<FuzzTarget?>(nil)

    /// Waits on the main thread, where nothing else runs.
    fileprivate static func read(_ bytes: [UInt8]) {
        let done = DispatchSemaphore(value: 0)
        Task {
            await chosen.withLock(\.self)?.read(bytes)
            done.signal()
        }
        done.wait()
    }

    static func main() {
        let names = FuzzTarget.all.map(\.name)
        guard CommandLine.arguments.count > 1,
            let target = FuzzTarget.all.first(where: { $0.name == CommandLine.arguments[1] })
        else {
            FileHandle.standardError.write(
                Data("usage: fuzz \(names.joined(separator: "|")) [OPTION…] [FOLDER…]\n".utf8))
            exit(64)
        }
        chosen.withLock { $0 = target }
        let arguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
        var count = Int32(arguments.count)
        // libFuzzer keeps them until the program ends.
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        pointers.withUnsafeMutableBufferPointer { buffer in
            var first = buffer.baseAddress
            exit(runDriver(&count, &first, readInput))
        }
    }
}

/// What libFuzzer calls with each input; its own main function, which is linked but not used, names it.
@_cdecl("LLVMFuzzerTestOneInput")
func readInput(_ start: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
    Fuzz.read(Array(UnsafeBufferPointer(start: start, count: length)))
    return 0
}

/// libFuzzer's entrance for a program with a main function of its own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
