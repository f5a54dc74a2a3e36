import Companion
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@Suite struct FormTests {
    private static let type = "application/x-www-form-urlencoded"

    @Test func `fields are read in order, repeated ones as a list`() throws {
        let form = try Form("a=1&shown=x&b=%C3%A9+%2B%0D%0A&shown=y&empty=&bare&a%3D=2".utf8, type: Self.type)
        #expect(form["a"] == "1" && form["b"] == "é +\r\n" && form["a="] == "2")
        #expect(form["empty"] == "" && form["bare"] == "")
        #expect(form["absent"] == nil && form.values(of: "absent") == [])
        #expect(form["shown"] == nil && form.values(of: "shown") == ["x", "y"])
        #expect(try Form("".utf8, type: Self.type)["a"] == nil)
    }

    @Test(
        arguments: [
            ("application/x-www-form-urlencoded", true), ("Application/X-WWW-Form-URLEncoded; charset=UTF-8", true),
            ("application/x-www-form-urlencoded;charset=utf-8", true),
            ("application/x-www-form-urlencoded; charset=iso-8859-1", false), ("text/plain", false), (nil, false),
            ("", false), ("multipart/form-data; boundary=x", false), ("application/json", false),
            ("application/*", false),
            ("application/x-www-form-urlencoded, text/plain", false), ("application/x-www-form-urlencodedx", false),
        ] as [(String?, Bool)])
    func `only forms of one type are read`(type: String?, isAccepted: Bool) {
        if isAccepted {
            #expect(throws: Never.self) { try Form("a=1".utf8, type: type) }
        } else {
            let error = #expect(throws: FormError.otherType) { try Form("a=1".utf8, type: type) }
            #expect(error?.status == .unsupportedMediaType)
        }
    }

    @Test(arguments: ["a=%", "a=%2", "a=%zz", "%=1", "a=%FF", "a=%C3", "a=%C3%28", "a=%ED%A0%80", "ok=1&a=%C0%80"])
    func `a form with a broken escape or other text than UTF-8 is refused as a whole`(body: String) {
        let error = #expect(throws: FormError.malformed) { try Form(body.utf8, type: Self.type) }
        #expect(error?.status == .badRequest)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: FormError.malformed) { try Form([0x61, 0x3D, 0xFF], type: Self.type) }
        #expect(throws: FormError.malformed) { try Form([0x61, 0x3D, 0xC0, 0x80], type: Self.type) }
    }

    @Test func `a form of 64 kB is read, and a longer one refused`() async throws {
        let body = "a=" + String(repeating: "x", count: Form.limit - 2)
        #expect(try await Form(of: request(body))["a"]?.utf8.count == Form.limit - 2)
        await #expect(throws: FormError.tooLarge) { try await Form(of: request(body + "x")) }
        #expect(throws: FormError.tooLarge) { try Form((body + "x").utf8, type: Self.type) }
        #expect(FormError.tooLarge.status == .contentTooLarge && FormError.tooLarge.description.contains("64 kB"))
        await #expect(throws: FormError.otherType) { try await Form(of: request("a=1", type: "text/plain")) }
    }

    @Test func `a body that comes in pieces is read no further than the limit`() async throws {
        let (stream, pieces) = AsyncStream<ByteBuffer>.makeStream()
        for _ in 0..<3 { pieces.yield(ByteBuffer(string: String(repeating: "x", count: 30_000))) }
        // It never ends, and is not waited for.
        let request = request(RequestBody(asyncSequence: stream))
        await #expect(throws: FormError.tooLarge) { try await Form(of: request) }
        pieces.finish()
    }

    @Test func `10,000 random bodies are read or refused without a crash`() {
        var numbers = SeededNumbers(seed: 20_261_122)
        var read = 0
        for _ in 0..<10_000 {
            let bytes = numbers.bytes(like: ["a=1&b=%C3%A9&c=+&shown=x&shown=y", "a=%41%42%43", "&&==&%3D="])
            // Most of them are malformed.
            guard let form = try? Form(bytes, type: Self.type) else { continue }
            read += 1
            #expect(form.values(of: "a").count == 1 || form["a"] == nil)
        }
        #expect((100..<9900).contains(read))
    }

    private func request(_ body: String, type: String = type) -> Request {
        request(RequestBody(buffer: ByteBuffer(string: body)), type: type)
    }

    private func request(_ body: RequestBody, type: String = type) -> Request {
        Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "music.example", path: "/account/settings",
                headerFields: [.contentType: type]), body: body)
    }
}
