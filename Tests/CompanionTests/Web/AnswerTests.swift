@testable import Application
import Companion
import Rendering
import HTTPTypes
import TestSupport
import Testing

@Suite struct AnswerTests {
    @Test(
        arguments: [
            (nil, AnswerFormat.html), ("", .html), ("*/*", .html), ("text/html", .html), ("application/json", .json),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .html),
            ("application/json, text/plain, */*", .json), ("text/html, application/json", .html),
            ("application/json, text/html", .html), ("text/html;q=0.5, application/json", .json),
            ("text/html;q=0.5, application/json;q=0.4", .html), ("application/json;q=0.9, */*;q=0.8", .json),
            ("application/json;q=0.5, */*;q=0.8", .html), ("application/json;q=0", .html),
            ("application/json;q=0, */*", .html), ("*/*, text/html;q=0", .json), ("application/*", .json),
            ("APPLICATION/JSON ; Q=1.000", .json), ("application/json;version=1;q=0.2, text/html;q=0.1", .json),
            ("application/json;q=2", .html), ("application/json;q=0.1234", .html), ("application/json;q=-1", .html),
            ("application/json;q=", .html), ("application/json;q=nan", .html), ("json", .html), ("/", .html),
            (",,;", .html),
        ] as [(String?, AnswerFormat)])
    func `JSON is sent to those who prefer it`(accept: String?, format: AnswerFormat) {
        var headers = HTTPFields()
        headers[.accept] = accept
        #expect(AnswerFormat(accepted: headers) == format)
    }

    @Test func `10,000 random wishes are read without a crash`() {
        var numbers = SeededNumbers(seed: 20_261_122)
        var counts: [AnswerFormat: Int] = [:]
        for _ in 0..<10_000 {
            let bytes = numbers.bytes(like: ["text/html;q=0.5, application/json", "*/*;q=0.8,a/b", ";q=1;;,/,*"])
            counts[AnswerFormat(accepted: [.accept: String(decoding: bytes, as: UTF8.self)]), default: 0] += 1
        }
        #expect((counts[.html] ?? 0) > 100 && (counts[.json] ?? 0) > 100)
    }

    @Test func `every answer carries the same security headers`() throws {
        let headers = SecurityHeaders(accounts: try #require(WebOrigin(of: "https://accounts.spotify.com")))
        for route in CompanionRoute.allCases {
            let fields = Dictionary(
                uniqueKeysWithValues: headers.fields(for: route).map { ($0.name.canonicalName, $0.value) })
            #expect(
                fields == [
                    "cache-control": route == .assets ? "public, max-age=31536000, immutable" : "no-store",
                    "content-security-policy":
                        "default-src 'none'; style-src 'self'; img-src 'self' https://i.scdn.co https://*.scdn.co; "
                        + "form-action 'self' https://accounts.spotify.com; base-uri 'none'; frame-ancestors 'none'",
                    "referrer-policy": route == .callback ? "no-referrer" : "same-origin",
                    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
                    "x-content-type-options": "nosniff", "x-robots-tag": "noindex",
                ])
        }
    }

    @Test func `every route has an address of its own`() throws {
        let address = try CompanionAddress("https://music.example/account/")
        let paths = CompanionRoute.allCases.map { address.path(of: $0) }
        #expect(Set(paths).count == paths.count)
        #expect(paths.allSatisfy { $0.hasPrefix("/account/") || $0.hasPrefix("/api/") })
    }
}
