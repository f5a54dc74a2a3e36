import Application
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Rendering
import SiteModel

extension Companion {
    /// Everything that is stored of the user, as a file.
    ///
    /// It is written to the disk first: the store is read in one go, and a browser takes as long as it likes.
    func download(_ visit: Visit) async throws -> Answer {
        guard let signedIn = visit.signedIn else { throw Refusal(.signedOut, "signed_out") }
        if let moment = exports.take(signedIn.user.id, at: clock.now()) {
            throw Refusal(.tooOften(until: moment), "too_often", retryAt: moment)
        }
        let name = signedIn.user.username.rawValue
        let (file, length) = try await export(name, of: signedIn.user.id)
        var answer = Answer(
            status: .ok,
            headers: [
                .contentType: "application/json", .contentDisposition: "attachment; filename=\"\(name).json\"",
            ])
        answer.body = ResponseBody(contentLength: length) { writer in
            while let piece = try file.read() { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return answer
    }

    private func export(_ name: String, of user: Int64) async throws -> (TemporaryFile, length: Int) {
        do {
            let file = try TemporaryFile()
            try await site.writeUserData(of: name) { try file.append($0) }
            return (file, try file.rewind())
        } catch {
            exports.giveBack(user)
            throw error
        }
    }
}

/// A file without a name: nobody else can open it, and nothing is left of it.
private final class TemporaryFile: Sendable {
    private let handle: FileHandle

    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "sitegen-\(UUID().uuidString)")
        let descriptor = open(path.path(percentEncoded: false), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        unlink(path.path(percentEncoded: false))
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func append(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }

    /// Goes back to the start, and returns the length in bytes.
    func rewind() throws -> Int {
        let length = try handle.offset()
        try handle.seek(toOffset: 0)
        return Int(length)
    }

    /// The next 64 kB; `nil` at the end.
    func read() throws -> Data? {
        let piece = try handle.read(upToCount: 65_536)
        return piece?.isEmpty == false ? piece : nil
    }
}
