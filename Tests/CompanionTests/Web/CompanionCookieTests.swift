@testable import Application
import Companion
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@Suite struct CompanionCookieTests {
    private static let session = CompanionCookie.session(at: address("https://music.example/account/"))

    private static func address(_ text: String) -> CompanionAddress {
        do {
            return try CompanionAddress(text)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    @Test func `cookies of an https address are bound to its host`() {
        let address = Self.address("https://music.example/music/account/")
        let session = CompanionCookie.session(at: address).set("a.b-c_D")
        #expect(
            attributes(session) == [
                "__Host-sitegen=a.b-c_D", "HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax", "Secure",
            ])
        let flow = CompanionCookie.flow(at: address).set("x")
        #expect(
            attributes(flow) == [
                "__Host-sitegen-flow=x", "HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax", "Secure",
            ])
        #expect(
            attributes(CompanionCookie.flow(at: address).cleared()) == [
                "__Host-sitegen-flow=", "HttpOnly", "Max-Age=0", "Path=/", "SameSite=Lax", "Secure",
            ])
    }

    @Test func `cookies of an http address on this machine are not secure`() {
        let address = Self.address("http://127.0.0.1:8080/account/")
        #expect(
            attributes(CompanionCookie.session(at: address).set("x")) == [
                "sitegen=x", "HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax",
            ])
        #expect(CompanionCookie.flow(at: address).name == "sitegen-flow")
    }

    @Test(
        arguments: [
            (["__Host-sitegen=a.b"], "a.b"), (["other=1; __Host-sitegen=a.b; more=2"], "a.b"),
            (["other=1;__Host-sitegen=a.b;more=2"], "a.b"), (["other=1", "__Host-sitegen=a.b"], "a.b"),
            (["__Host-sitegen-flow=x; __Host-sitegen=a.b"], "a.b"), (["broken; __Host-sitegen=a.b; =; ;;"], "a.b"),
            (["sitegen=x; __host-sitegen=y; __Host-sitegen=a.b"], "a.b"),
            (["quoted=\"; __Host-sitegen=a.b; \""], "a.b"),
            ([], nil), ([""], nil), (["__Host-sitegen"], nil), (["__Host-sitegen="], nil), (["sitegen=a.b"], nil),
            (["__Host-sitegen=a.b; __Host-sitegen=a.b"], nil), (["__Host-sitegen=a", "__Host-sitegen=b"], nil),
            (["__Host-sitegen=; __Host-sitegen=b"], nil), (["__Host-sitegen; __Host-sitegen=b"], nil),
            (["__Host-sitegen=\"a.b\""], nil), (["__Host-sitegen=a b"], nil), (["__Host-sitegen=a,b"], nil),
            (["__Host-sitegen=a=b"], nil), (["__Host-sitegen=é"], nil), (["__Host-sitegen=a%2Eb"], nil),
            (["__Host-sitegen =a.b"], nil), (["x__Host-sitegen=a.b"], nil),
        ] as [([String], String?)])
    func `a cookie is read if there is exactly one, well-formed`(sent: [String], value: String?) {
        var headers = HTTPFields()
        headers[values: .cookie] = sent
        #expect(Self.session.value(in: headers) == value)
    }

    @Test func `10,000 random headers are read without a crash`() {
        var numbers = SeededNumbers(seed: 20_261_122)
        var found = 0
        for _ in 0..<10_000 {
            let bytes = numbers.bytes(like: ["a=b; __Host-sitegen=a.b-c; c=d", "__Host-sitegen=abc", "a;b;=;"])
            var headers = HTTPFields()
            headers.append(HTTPField(name: .cookie, value: bytes))
            headers.append(HTTPField(name: .cookie, lenientValue: bytes))
            if numbers.chance(50) { headers[values: .cookie].removeLast() }
            guard let value = Self.session.value(in: headers) else { continue }
            found += 1
            #expect(!value.isEmpty && value.utf8.allSatisfy { (0x2D...0x7A).contains($0) })
        }
        #expect(found > 100)
    }

    private func attributes(_ cookie: Cookie) -> [String] {
        let parts = cookie.description.split(separator: "; ", omittingEmptySubsequences: false).map { String($0) }
        return parts.prefix(1) + parts.dropFirst().sorted()
    }
}
