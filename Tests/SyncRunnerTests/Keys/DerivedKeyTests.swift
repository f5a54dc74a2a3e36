import Crypto
import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct DerivedKeyTests {
    /// Worked out with Python's `hmac` by RFC 5869, for a key file with the bytes 0 to 31.
    @Test(arguments: [
        (
            DerivedKey.Purpose.session, "8c1c01ceaea6a4eb6dca8f04f16d056ab00dd2243988b145e6a449c347555484",
            "f0f6b47a1ca3f8d1"
        ),
        (.flow, "489fc548480ec6cbcc8c4102f0b1509b6d96a5b3014b844b55f263915ef30ad7", "90c39a801a9b064e"),
        (.antiForgery, "36124d2bd529139b041c42805dda1e2851829314c9dd305899bcc336addedb84", "fcf3cfc48f3e3ce8"),
    ])
    func `each purpose has the key and the name that RFC 5869 gives`(
        purpose: DerivedKey.Purpose, key: String, id: String
    ) {
        let derived = DerivedKey(purpose, from: Array(0..<32))
        #expect(derived.reveal().withUnsafeBytes { Array($0) }.map { String(format: "%02x", $0) }.joined() == key)
        #expect(derived.id == id)
    }

    @Test func `the keys of a file stay the same until it has a new one`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            _ = try KeyFile.vault(at: path, hasSealedTokens: false)
            let first = try KeyFile.derivedKey(for: .session, at: path)
            #expect(try KeyFile.derivedKey(for: .session, at: path).reveal() == first.reveal())
            let store = try Store.open(path: folder + "/site.sqlite")
            _ = try await KeyRotation(path: path, store: store).run()
            let second = try KeyFile.derivedKey(for: .session, at: path)
            #expect(second.reveal() != first.reveal() && second.id != first.id)
            try store.close()
        }
    }

    @Test func `no key is made where there is none, and one that others can read is refused`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/sitegen.key"
            #expect(throws: KeyFileError.missing(path)) { try KeyFile.derivedKey(for: .session, at: path) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            try Data(count: 32).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(throws: KeyFileError.readableByOthers(path)) { try KeyFile.derivedKey(for: .session, at: path) }
        }
    }

    @Test func `a key does not describe itself`() {
        let key = DerivedKey(.session, from: Array(0..<32))
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "<redacted>" && String(reflecting: key) == "<redacted>")
        #expect("\([key])" == "[<redacted>]" && !dumped.contains("SymmetricKey"))
    }

    @Test func `base64url is read in one spelling only`() throws {
        #expect(Data(base64URL: "") == Data())
        #expect(Data(base64URL: "-_8") == Data([0xFB, 0xFF]))
        for text in ["-_9", "-_8=", "+/8", "-_8\n", " -_8", "-", "-_8-_8==", "\u{212A}A", "é"] {
            #expect(Data(base64URL: text) == nil, "\(text)")
        }
        for count in 0..<50 {
            let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) })
            #expect(Data(base64URL: data.base64URL) == data)
        }
    }

    @Test func `a code has 22 characters, is different each time, and only such a text is one`() throws {
        let codes = (0..<50).map { _ in SecretCode() }
        #expect(Set(codes.map { $0.reveal() }).count == 50)
        for code in codes {
            #expect(code.reveal().utf8.count == 22 && SecretCode(code.reveal()) == code)
            #expect(code.hash == Array(SHA256.hash(data: Data(code.reveal().utf8))))
            #expect(!"\(code)".contains(code.reveal()) && !String(reflecting: code).contains(code.reveal()))
        }
        let text = codes[0].reveal()
        for other in ["", String(text.dropLast()), text + "A", text.dropLast() + "=", text.dropLast() + "B"] {
            #expect(SecretCode(String(other)) == nil, "\(other)")
        }
    }
}
